package org.penumbra.analysis.gain;

import java.util.List;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.instrument.Band;

/**
 * The absolute coefficient of one band, in LSB/(W.m-2.sr-1.µm-1).
 *
 * @param response response of the band
 * @param reference A of the R2ABCA in force
 * @param solarIrradiance ESUN of the R2ABCA in force, W.m-2.µm-1
 * @param first A of the first half of the lines
 * @param second A of the second half of the lines
 * @param budget what A may be off by
 * @param equalised whether a candidate R2EQOG goes with it, so that a candidate takes the median of the detectors
 * @param sufficient whether u(r) is small enough for A to be judged (METHODS 0)
 * @param absent detectors that were active and that A is not a mean over, because they were not delivered or have no usable column
 * @param decision what it ends in
 */
public record BandGain(BandResponse response, double reference, double solarIrradiance, double first, double second, GainBudget budget,
                       boolean equalised, boolean sufficient, List<Integer> absent, Decision decision) {

    public BandGain {
        absent = List.copyOf(absent);
    }

    /** Whether A is what METHODS 3 defines, the mean over all detectors. */
    public boolean complete() {
        return absent.isEmpty();
    }

    public Band band() {
        return response.band();
    }

    /** A as measured: mean over the good columns of the detectors that were delivered. */
    public double gain() {
        return response.gain();
    }

    /** Standard uncertainty of A, everything included. */
    public double uncertainty() {
        return gain() * budget.total();
    }

    /** A against the reference in force, relative. */
    public double change() {
        return gain() / reference - 1;
    }

    /** R = A·ESUN in LSB, what a reflectance of π at 1 AU would count: the quantity of series, since ESUN conventions change (METHODS 5). */
    public double reflectanceResponsivity() {
        return gain() * solarIrradiance;
    }

    /** A that a candidate R2ABCA takes: consistent with the candidate R2EQOG where there is one (METHODS 3). */
    public double proposed() {
        return equalised ? response.medianOfDetectors() : gain();
    }

    /** Relative error of the reference in force on the second half of the lines. */
    public double errorOfReference() {
        return Math.abs(reference / second - 1);
    }

    /** Relative error of A of the first half on the second half of the lines. */
    public double errorOfCandidate() {
        return Math.abs(first / second - 1);
    }
}
