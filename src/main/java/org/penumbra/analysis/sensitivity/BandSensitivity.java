package org.penumbra.analysis.sensitivity;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.analysis.gain.GainBudget;
import org.penumbra.instrument.Band;

/**
 * What the absolute coefficient and the fixed pattern noise of one band depend on.
 *
 * @param band the band
 * @param gain A of the standard method in LSB/(W.m-2.sr-1.µm-1)
 * @param fpn FPN of the standard method, relative
 * @param variants what each other choice gives, in the order of METHODS 5
 * @param budget first-order budget of A
 * @param monteCarlo distribution of A
 */
record BandSensitivity(Band band, double gain, double fpn, List<Effect> variants, GainBudget budget, MonteCarlo monteCarlo) {

    /**
     * @param name what is different
     * @param gainChange change of A, relative
     * @param fpnChange change of FPN, fractions of the signal
     */
    record Effect(String name, double gainChange, double fpnChange) {
    }

    BandSensitivity {
        variants = List.copyOf(variants);
    }

    /** Standard deviation of the draws against the quadratic sum of the budget. */
    double ratio() {
        return monteCarlo.std() / (gain * budget.total());
    }

    boolean agrees() {
        return Math.abs(ratio() - 1) < monteCarlo.agreement();
    }

    /** Places in the budget, the largest contribution first. */
    List<Integer> ranking() {
        return IntStream.range(0, budget.contributions().size()).boxed()
                .sorted(Comparator.<Integer>comparingDouble(place -> budget.contributions().get(place).size()).reversed()).toList();
    }
}
