package org.penumbra.analysis.sensitivity;

import org.penumbra.settings.Setting;

/**
 * Settings of the sensitivity of the method; file {@code sensitivity.yaml}. The uncertainties of the inputs are those of {@code absolute-gain.yaml}.
 */
public record SensitivitySettings(
        @Setting(unit = "1", value = "10000", min = 100, max = 1000000, source = "METHODS 5",
                why = "Draws of the Monte Carlo method: with 10 000 the standard deviation is known to 0.7 %.") int draws,
        @Setting(unit = "1", value = "20150623", source = "project default",
                why = "What the draws start from; the same seed gives the same numbers on any number of threads.")
        long seed) {
}
