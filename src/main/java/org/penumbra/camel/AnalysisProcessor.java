package org.penumbra.camel;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Result;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;
import org.penumbra.history.StoreFailure;
import org.penumbra.report.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds one analysis into routes under its id: takes the dossier from the body and puts the one after the analysis in its place.
 *
 * <p>One of a jar in {@code plugins/} is a guest: where it fails, the report says so and goes without it, since nothing of ours needs its result.
 * One of ours that fails ends the product as a failure of ours.
 */
final class AnalysisProcessor implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AnalysisProcessor.class);

    private final Analysis<?> analysis;
    private final boolean guest;

    AnalysisProcessor(Analysis<?> analysis) {
        this.analysis = analysis;
        this.guest = analysis.getClass().getClassLoader() != getClass().getClassLoader();
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Dossier dossier = exchange.getMessage().getMandatoryBody(Dossier.class);
        exchange.getMessage().setBody(guest ? tried(dossier) : dossier.after(analysis));
    }

    private Dossier tried(Dossier dossier) {
        try {
            Dossier after = dossier.after(analysis);
            Optional.ofNullable(after.outcomes().get(analysis.id())).ifPresent(outcome -> ask(dossier, outcome.result()));
            return after;
        } catch (Refusal | StoreFailure notItsOwn) {
            throw notItsOwn;
        } catch (RuntimeException | Error failure) {
            // a jar that was built for another release fails by an error, not by an exception
            Finding finding = Finding.of(RouteCode.PLUGIN_FAILED, Severity.WARNING, Finding.Place.INSTRUMENT, analysis.id(), Failure.words(failure));
            Failure.error(LOG, "%s: %s %s %s".formatted(dossier.product().id(), finding.code().code(), finding.message(), finding.code().action()),
                    failure);
            return dossier.with(finding);
        }
    }

    /** Asks a result for all that report and archive will ask it for, while the report can still go without it. */
    private static void ask(Dossier dossier, Result result) {
        Json.text(result.summary());
        result.values();
        result.evidence();
        result.decision();
        dossier.measurements().bandDetectors().forEach(result::pixels);
    }
}
