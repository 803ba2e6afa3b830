package org.penumbra.analysis.noise;

import org.penumbra.settings.Setting;

/** Settings of the noise analysis; file {@code noise.yaml}. */
public record NoiseSettings(
        @Setting(unit = "LSB", value = "0.45", source = "METHODS 4",
                why = "Noise below which a trimmed mean of the pixels is taken, not the median: over quantised pixels the median lies 2 to 3 % low.")
        double quantisedBelow,
        @Setting(unit = "1", value = "0.01", max = 0.4, source = "METHODS 4", why = "Share trimmed at each end of the trimmed mean.")
        double trim,
        @Setting(unit = "1", value = "0.03", source = "project default",
                why = "Relative distance from what is measured beyond which a new noise model is proposed; one in force that is nearer is "
                        + "left alone.") double modelChange) {
}
