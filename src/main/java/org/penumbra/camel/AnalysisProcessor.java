package org.penumbra.camel;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Dossier;

/** Binds one analysis into routes under its id: takes the dossier from the body and puts the one after the analysis in its place. */
final class AnalysisProcessor implements Processor {
    private final Analysis<?> analysis;

    AnalysisProcessor(Analysis<?> analysis) {
        this.analysis = analysis;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        exchange.getMessage().setBody(exchange.getMessage().getMandatoryBody(Dossier.class).after(analysis));
    }
}
