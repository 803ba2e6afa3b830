package org.penumbra.analysis;

import static org.penumbra.analysis.Missing.unless;

import java.util.Map;
import org.penumbra.statistics.Estimate;
import org.penumbra.statistics.Spread;

/** Puts numbers into an entry of a {@link Result#summary()}, each with its standard uncertainty (METHODS 0). */
public final class Measured {
    private static final String NO_UNCERTAINTY = "nothing says how sure it is";

    private Measured() {
    }

    /**
     * A number and, with {@code Uncertainty} appended to its name, its standard uncertainty.
     *
     * @param reason why there is no value, should there be none
     */
    public static void put(Map<String, Object> entry, String name, Estimate estimate, String reason) {
        put(entry, name, estimate.value(), estimate.uncertainty(), reason);
    }

    /** A spread likewise; one that is lost in the noise is given as 0, said to be so, with its signed square. */
    public static void put(Map<String, Object> entry, String name, Spread spread, String reason) {
        put(entry, name, spread.value(), spread.uncertainty(), reason);
        belowNoise(entry, name, spread);
    }

    /** Says so where a spread is lost in the noise. */
    public static void belowNoise(Map<String, Object> entry, String name, Spread spread) {
        if (spread.variance() <= 0) {
            entry.put(name + "BelowNoise", true);
            entry.put(name + "Variance", spread.variance());
        }
    }

    private static void put(Map<String, Object> entry, String name, double value, double uncertainty, String reason) {
        entry.put(name, unless(value, reason));
        entry.put(name + "Uncertainty", unless(uncertainty, Double.isFinite(value) ? NO_UNCERTAINTY : reason));
    }
}
