package org.penumbra.analysis.response;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.Median;

/**
 * The response of a band over all its detectors.
 *
 * @param band the band
 * @param detectors detectors that were delivered, ascending
 */
public record BandResponse(Band band, List<DetectorResponse> detectors) {

    public BandResponse {
        detectors = List.copyOf(detectors);
    }

    /** Absolute coefficient A: mean of q over the good columns of all detectors, in LSB/(W.m-2.sr-1.µm-1) (METHODS 3). */
    public double gain() {
        return detectors.stream().flatMapToDouble(detector -> detector.goodColumns().mapToDouble(column -> detector.response()[column]))
                .average().orElse(Double.NaN);
    }

    /** Mean over detectors of their gains, whatever their numbers of columns, in LSB/(W.m-2.sr-1.µm-1). */
    public double meanOfDetectors() {
        return detectors.stream().mapToDouble(DetectorResponse::gain).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    /** Median over detectors of their gains, what r is relative to: one detector that moved does not move the others. */
    public double medianOfDetectors() {
        return Median.of(detectors.stream().mapToDouble(DetectorResponse::gain).toArray());
    }

    /** r(p) = q(p)/median of the detector gains: what the equalisation in force leaves over; axis: column. */
    public double[] relative(DetectorResponse detector) {
        double median = medianOfDetectors();
        return Arrays.stream(detector.response()).map(q -> q / median).toArray();
    }

    /** Median over the good columns of u(q)/q. */
    public double medianUncertainty() {
        return Median.of(detectors.stream().flatMapToDouble(detector -> detector.goodColumns().mapToDouble(detector::uncertainty)).toArray());
    }

    /** Whether it is evidence enough to be judged and proposed (METHODS 0). */
    public boolean sufficient(ResponseSettings settings) {
        return medianUncertainty() <= settings.sufficientUncertainty();
    }

    /** Mean radiance of the diffuser over the good columns, in W.m-2.sr-1.µm-1. */
    public double radiance() {
        return detectors.stream().flatMapToDouble(detector -> detector.goodColumns().mapToDouble(column -> detector.radiance()[column]))
                .average().orElse(Double.NaN);
    }

    /** Names of the bands whose electronic cross-talk into some detector is not known, and stayed in (METHODS 3). */
    public Set<String> missingCrosstalk() {
        return detectors.stream().flatMap(detector -> detector.missingCrosstalk().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether electronic cross-talk stayed in some detectors and not in others: what is proposed would carry it on as a response. */
    public boolean unevenCrosstalk() {
        return detectors.stream().anyMatch(DetectorResponse::unevenCrosstalk);
    }

    /** Whether an archived dark was taken off every detector. */
    public boolean archivedDark() {
        return detectors.stream().allMatch(detector -> detector.dark().archived());
    }

    /** Whether the dark of every detector is evidence enough to be proposed (METHODS 0). */
    public boolean sufficientDark() {
        return detectors.stream().allMatch(detector -> detector.dark().sufficient());
    }
}
