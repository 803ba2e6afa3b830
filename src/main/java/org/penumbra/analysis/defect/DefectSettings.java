package org.penumbra.analysis.defect;

import org.penumbra.instrument.FocalPlane;
import org.penumbra.settings.Setting;

/** Settings of the tracking of defective pixels; file {@code defective-pixels.yaml}. */
public record DefectSettings(
        @Setting(unit = "columns", value = "101", min = 3, max = 1001, odd = true, source = "METHODS 6",
                why = "The local median that a column is compared with.")
        int localColumns,
        @Setting(unit = "1", value = "0.5", max = 1, source = "METHODS 6", why = "Relative response below which a pixel is dead.") double dead,
        @Setting(unit = "1", value = "0.1", max = 1, source = "METHODS 6",
                why = "A response farther off its neighbours is beyond what the equalisation should absorb.")
        double response,
        @Setting(unit = "1", value = "0.03", max = 1, source = "project default",
                why = "The same for a raster stack that carries no noise, at least 5 robust scales of its row.")
        double stackResponse,
        @Setting(unit = "1", value = "5", min = 3, source = "METHODS 6", why = "Robust scales of its row, where a stack carries no noise.")
        double stackScales,
        @Setting(unit = "bands", value = "21", min = 1, max = 401, odd = true, source = "project default",
                why = "Bands of a spectrometer over which the pattern of the columns is taken off.")
        int stackBands,
        @Setting(unit = "1", value = "0.2", max = 1, source = "project default",
                why = "A column off in so many bands of a spectrometer is one finding.")
        double columnShape,
        @Setting(unit = "1", value = "10", min = 5, source = "METHODS 6", why = "Robust scales by which a hot pixel lies above its neighbours.")
        double hotScales,
        @Setting(unit = "LSB", value = "30", source = "METHODS 6",
                why = "Smallest height of a hot pixel above its neighbours: one less hot does no harm.") double hot,
        @Setting(unit = "1", value = "0.8", max = 1, source = "METHODS 6",
                why = "Share of the dynamic range that the dark must leave: a pixel that leaves less is hot.")
        double dynamicRange,
        @Setting(unit = "1", value = "0.01", max = 1, source = "METHODS 6", why = "Share of saturated samples above which a column is saturated.")
        double saturated,
        @Setting(unit = "samples", value = "180", min = 2, source = "METHODS 6",
                why = "Samples of one count that make a pixel stuck: a quiet one may well show one count a few times.") int stuckSamples,
        @Setting(unit = "LSB", value = "0.4", source = "METHODS 6",
                why = "Noise of a detector below which stuck pixels are not looked for: there healthy pixels show one count for long.")
        double stuckNoise,
        @Setting(unit = "1", value = "3", min = 1, source = "METHODS 6", why = "Noise in the dark against the local median.")
        double noisyVnir,
        @Setting(unit = "1", value = "4", min = 1, source = "METHODS 6", why = "The same in the SWIR.")
        double noisySwir,
        @Setting(unit = "1", value = "0.5", source = "project default",
                why = "Relative distance from the noise of the detector beyond which a local noise is that of a failed block of columns.")
        double blockNoise,
        @Setting(unit = "1", value = "0.02", max = 1, source = "project default",
                why = "Share of a column's samples above which a cut took noise, not outliers; it is looked at uncut.")
        double cutNoise,
        @Setting(unit = "1", value = "3", min = 1, source = "METHODS 6", why = "Noise in the light against the noise model.")
        double noisyLit,
        @Setting(unit = "1", value = "0.005", source = "METHODS 6", why = "Spread of the gain change over the last diffusers.")
        double unstable,
        @Setting(unit = "acquisitions", value = "6", min = 3, source = "METHODS 6", why = "Diffusers that the spread is taken over.")
        int unstableDiffusers,
        @Setting(unit = "1", value = "0.01", max = 1, source = "METHODS 6",
                why = "Difference of the equalised response between the lowest and the highest light.")
        double nonLinear,
        @Setting(unit = "1", value = "5", min = 3, source = "METHODS 0", why = "Standard uncertainties of that difference.")
        double nonLinearScales,
        @Setting(unit = "1", value = "0.05", max = 1, source = "project default",
                why = "Range of the light, relative to its mean, that shows a dependence on it; the seasons alone give 0.07.")
        double nonLinearLevels,
        @Setting(unit = "acquisitions", value = "12", min = 6, max = 50, source = "project default",
                why = "Diffusers among which levels of light are sought: about a year.")
        int nonLinearDiffusers,
        @Setting(unit = "acquisitions", value = "5", min = 3, source = "METHODS 6",
                why = "Steps between darks in which telegraph noise is looked for.")
        int telegraphDarks,
        @Setting(unit = "1", value = "7", min = 3, source = "METHODS 6", why = "Standard uncertainties of a step of the dark level.")
        double telegraphStep,
        @Setting(unit = "LSB", value = "2", source = "METHODS 6", why = "Smallest step of the dark level that counts: smaller ones do not matter.")
        double telegraphLevel,
        @Setting(unit = "1", value = "3", min = 1, source = "METHODS 6", why = "Standard uncertainties within which a level is the same again.")
        double telegraphSame,
        @Setting(unit = "LSB", value = "0.5", source = "METHODS 6", why = "Levels closer than this are the same.")
        double telegraphSameLevel,
        @Setting(unit = "1", value = "0.01", min = 0.000001, max = 0.5, source = "METHODS 0",
                why = "False discovery rate per band (Benjamini-Hochberg).")
        double falseDiscoveryRate,
        @Setting(unit = "1", value = "0.01", max = 1, source = "METHODS 0",
                why = "Above this share of a detector's columns one finding speaks for all.")
        double detectorWide,
        @Setting(unit = "1", value = "2000", min = 1, source = "FORMATS 4", why = "A longer list of pixels is replaced by one finding per detector.")
        int longestPixelList,
        @Setting(unit = "1", value = "0.1", max = 1, source = "project default",
                why = "Share of the lines that are sufficient evidence of a dark which may be lost or lit: "
                        + "a tenth widens an uncertainty by a twentieth.")
        double lostEvidence,
        @Setting(unit = "acquisitions", value = "2", min = 1, source = "METHODS 6",
                why = "Seen in so many consecutive acquisitions that could see it, a defect is confirmed.")
        int confirmed,
        @Setting(unit = "acquisitions", value = "6", min = 1, source = "METHODS 6", why = "Not seen in so many that could, it is released.")
        int released,
        @Setting(unit = "pixels", value = "12", max = 100, source = "project default", why = "New pixels whose series is drawn.")
        int drawnPixels,
        @Setting(unit = "acquisitions", value = "12", min = 2, max = 200, source = "project default", why = "Acquisitions in such a figure.")
        int drawnAcquisitions) {

    double noisy(FocalPlane plane) {
        return plane == FocalPlane.SWIR ? noisySwir : noisyVnir;
    }
}
