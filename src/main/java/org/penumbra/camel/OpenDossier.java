package org.penumbra.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Past;
import org.penumbra.history.MeasurementFiles;

/** Bean {@code dossier}: puts everything known about a measured product into the body. */
final class OpenDossier implements Processor {
    private final JobsInHand jobs;
    private final MeasurementFiles files;
    private final Past past;
    private final AnalysisSettings settings;

    OpenDossier(JobsInHand jobs, MeasurementFiles files, Past past, AnalysisSettings settings) {
        this.jobs = jobs;
        this.files = files;
        this.past = past;
        this.settings = settings;
    }

    @Override
    public void process(Exchange exchange) {
        JobInHand job = jobs.get(exchange.getMessage().getHeader(Job.ID, String.class));
        exchange.getMessage().setBody(Dossier.open(job.product(), files.open(job.job().measure(), job.tasks()), job.calibration(), past, settings));
    }
}
