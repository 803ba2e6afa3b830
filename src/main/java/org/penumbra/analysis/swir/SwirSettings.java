package org.penumbra.analysis.swir;

import org.penumbra.settings.Setting;

/** Settings of the SWIR re-selection; file {@code swir-selection.yaml}. */
public record SwirSettings(
        @Setting(unit = "columns", value = "101", min = 3, max = 1001, odd = true, source = "METHODS 6", why = "The local median of the noise.")
        int localColumns,
        @Setting(unit = "1", value = "2", min = 1, source = "METHODS 7",
                why = "Noise against the local median from which another line is worth a look.")
        double noisy,
        @Setting(unit = "acquisitions", value = "3", min = 1, source = "METHODS 7", why = "Darks in which it must be so noisy.")
        int noisyDarks,
        @Setting(unit = "acquisitions", value = "6", min = 1, max = 50, source = "project default",
                why = "Latest acquisitions of each R2SWIR that a configuration is known from, darks and diffusers each.")
        int darks,
        @Setting(unit = "1", value = "0.2", max = 1, source = "METHODS 7", why = "Expected gain in noise that is worth a change.")
        double gain,
        @Setting(unit = "1", value = "0.05", max = 1, source = "project default", why = "What an isolated shift must be better by.")
        double isolated,
        @Setting(unit = "1", value = "0.1", max = 1, source = "project default",
                why = "Noises closer than this are alike; then the response nearest its neighbours is better.")
        double alike,
        @Setting(unit = "LSB", value = "0.5", source = "METHODS 7", why = "How well a dark level repeats from one acquisition to the next.")
        double repeatability,
        @Setting(unit = "1", value = "0.05", max = 1, source = "METHODS 2",
                why = "How well a noise repeats from one dark to the next: a change worth a warning.")
        double noiseRepeatability,
        @Setting(unit = "1", value = "0.002", source = "METHODS 3",
                why = "How well a response repeats from one diffuser to the next: a change worth knowing.")
        double responseRepeatability,
        @Setting(unit = "1", value = "9", min = 1, source = "METHODS 7", why = "Evidence for or against a configuration: three standard deviations.")
        double decided,
        @Setting(unit = "acquisitions", value = "3", min = 1, source = "project default",
                why = "First acquisitions after an activation in which it is verified, darks and diffusers each.")
        int verified,
        @Setting(unit = "1", value = "0.01", max = 1, source = "METHODS 0",
                why = "Above this share of a detector's columns one finding speaks for all.")
        double detectorWide) {
}
