package org.penumbra.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;

/**
 * What was planted in one product; written as {@code truth.json}. The arrays themselves are had from {@link SimulatedAcquisition#signal}.
 *
 * @param schema {@code penumbra-truth/1}
 * @param product product id
 * @param unit spacecraft
 * @param acquisition number in the series, 1-based
 * @param seed of noise and events
 * @param instrumentSeed of the unit
 * @param thermalDrift in LSB over the strip
 * @param ageing as in the scenario
 * @param faults those that sit in this acquisition, as in the scenario
 * @param fileFaults as in the scenario
 * @param missingCalibration files that the calibration set lacks
 * @param detectors true values of each (band, detector)
 */
record Truth(String schema, String product, String unit, int acquisition, long seed, long instrumentSeed, PerFocalPlane thermalDrift,
             Scenario.Ageing ageing, List<Fault> faults, List<FileFault> fileFaults, List<Scenario.Calibration.Missing> missingCalibration,
             List<Detector> detectors) {

    private static final JsonMapper JSON = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL).enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * True values over the active columns, in LSB of raw counts.
     *
     * @param mean mean dark level, common level and effects in time left out
     * @param meanChange mean of dark level minus COEFF_D of the calibration set
     * @param dsnu standard deviation of the same
     * @param noise noise of a healthy column, quantisation included
     */
    record Detector(String band, int detector, double mean, double meanChange, double dsnu, double noise) {
    }

    static Truth of(SimulatedAcquisition acquisition, Scenario whole) {
        return new Truth("penumbra-truth/1", acquisition.productId(), whole.unit(), acquisition.number(), whole.seed(), whole.instrumentSeed(),
                whole.thermalDrift(), whole.ageing(),
                acquisition.scenario().faults().stream().filter(fault -> acquisition.bandDetectors().stream().anyMatch(fault.at()::holds)).toList(),
                whole.fileFaults(), whole.calibration().missing(),
                acquisition.bandDetectors().stream().map(place -> detector(acquisition, place)).toList());
    }

    void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    private static Detector detector(SimulatedAcquisition acquisition, BandDetector place) {
        Band band = place.band();
        double[] dark = acquisition.signal(place).darkLevel();
        double[] reference = acquisition.instrument().dark(place);
        SummaryStatistics level = new SummaryStatistics();
        SummaryStatistics change = new SummaryStatistics();
        for (int i = 0; i < dark.length; i++) {
            if (!SimulatedInstrument.blind(band, i / band.linesPerCycle())) {
                level.addValue(dark[i]);
                change.addValue(dark[i] - reference[i]);
            }
        }
        return new Detector(band.name(), place.detector(), level.getMean(), change.getMean(), change.getStandardDeviation(),
                acquisition.instrument().alpha(band));
    }
}
