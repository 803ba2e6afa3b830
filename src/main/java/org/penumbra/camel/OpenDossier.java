package org.penumbra.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Past;

/** Bean {@code dossier}: puts everything known about a measured product into the body. */
final class OpenDossier implements Processor {
    private final JobsInHand jobs;
    private final Past past;
    private final AnalysisSettings settings;

    OpenDossier(JobsInHand jobs, Past past, AnalysisSettings settings) {
        this.jobs = jobs;
        this.past = past;
        this.settings = settings;
    }

    @Override
    public void process(Exchange exchange) {
        JobInHand job = jobs.get(exchange.getMessage().getHeader(Job.ID, String.class));
        exchange.getMessage().setBody(Dossier.open(job.product(), job.measurements(), job.calibration(), past, settings));
    }
}
