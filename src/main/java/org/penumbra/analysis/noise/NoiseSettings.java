package org.penumbra.analysis.noise;

import org.penumbra.settings.Setting;

/** Settings of the noise analysis; file {@code noise.yaml}. */
public record NoiseSettings(
        @Setting(unit = "LSB", value = "0.45", source = "METHODS 4",
                why = "Below it the median over quantised pixels lies 2 to 3 % low; a trimmed mean is taken.")
        double quantisedBelow,
        @Setting(unit = "1", value = "0.01", max = 0.4, source = "METHODS 4", why = "Share trimmed at each end of the trimmed mean.")
        double trim,
        @Setting(unit = "1", value = "0.03", source = "project default",
                why = "A noise model in force that is nearer than this to what is measured is left alone.")
        double modelChange) {
}
