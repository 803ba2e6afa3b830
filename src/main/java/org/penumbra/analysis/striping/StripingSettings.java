package org.penumbra.analysis.striping;

import org.penumbra.instrument.FocalPlane;
import org.penumbra.settings.Setting;

/** Settings of the watch on nominal images; file {@code striping.yaml}. */
public record StripingSettings(
        @Setting(unit = "columns", value = "21", min = 3, max = 401, odd = true, source = "METHODS 8",
                why = "The running median that a column is compared with.")
        int window,
        @Setting(unit = "1", value = "0.005", source = "METHODS 8", why = "Smallest relative distance of a stripe from its neighbours.")
        double stripe,
        @Setting(unit = "1", value = "5", min = 3, source = "METHODS 8",
                why = "Robust scales of the detector's own residuals: real textured columns scatter by 1 %.")
        double scatter,
        @Setting(unit = "1", value = "0.01", min = 0.000001, max = 0.5, source = "METHODS 0",
                why = "False discovery rate per band (Benjamini-Hochberg).")
        double falseDiscoveryRate,
        @Setting(unit = "1", value = "0.001", max = 1, source = "project default",
                why = "Share of a block's lines without data above which a column is left out of it: "
                        + "in a scene of fivefold contrast more looks like a stripe.")
        double missing,
        @Setting(unit = "blocks", value = "16", min = 2, source = "METHODS 8", why = "With fewer blocks a stripe is listed, not judged.")
        int blocks,
        @Setting(unit = "lines", value = "96", min = 6, source = "METHODS 8", why = "Shortest block, in shortest line periods.")
        int blockLines,
        @Setting(unit = "LSB", value = "10", source = "project default",
                why = "Level below which no ratio is taken: it shows the dark signal, not the response.") double smallestLevel,
        @Setting(unit = "lines", value = "600", source = "METHODS 8", why = "Largest lag between two detectors, in shortest line periods.")
        int largestLag,
        @Setting(unit = "1", value = "5", min = 3, source = "METHODS 8",
                why = "Robust scales of the correlation over lags above which its peak is significant.")
        double lagPeak,
        @Setting(unit = "lines", value = "11520", min = 1152, source = "project default",
                why = "Length of the middle of the strip that the lag is looked for in: more adds time, not certainty.") int lagLines,
        @Setting(unit = "1", value = "5", min = 3, source = "METHODS 8",
                why = "A step is significant beyond so many times scene noise and uncertainty together.")
        double stepSignificance,
        @Setting(unit = "1", value = "0.02", source = "METHODS 8",
                why = "Smallest step between detectors that is an alarm: the case of 2018 was a few percent.") double stepAlarm,
        @Setting(unit = "1", value = "0.5", max = 1, source = "METHODS 8",
                why = "Share of a step that the other bands must stay below for an alarm: one band off is the instrument, all bands off is "
                        + "the scene.") double otherBands,
        @Setting(unit = "acquisitions", value = "10", min = 1, source = "METHODS 8", why = "Earlier acquisitions whose median step is the reference.")
        int reference,
        @Setting(unit = "acquisitions", value = "5", min = 1, source = "project default",
                why = "As many of these must be known, else the reference is 0: of fewer the median may be of one scene, or of the fault itself.")
        int referenceFewest,
        @Setting(unit = "acquisitions", value = "3", min = 1, source = "METHODS 8", why = "What is seen so often recurs.")
        int recurrences,
        @Setting(unit = "acquisitions", value = "5", min = 1, source = "METHODS 8",
                why = "The latest acquisitions, this one included, in which it must.")
        int recurrenceWindow,
        @Setting(unit = "LSB", value = "0.1", source = "DOMAIN A.6", why = "Dark stability: what a step at low level may come from.")
        double darkStabilityVnir,
        @Setting(unit = "LSB", value = "0.24", source = "DOMAIN A.6", why = "The same; that of B10, the worst.")
        double darkStabilitySwir,
        @Setting(unit = "1", value = "0.01", max = 1, source = "METHODS 0",
                why = "Above this share of a detector's columns one finding speaks for all.")
        double detectorWide,
        @Setting(unit = "%", value = "1", max = 100, source = "project default",
                why = "Degraded source packets above which the product is a warning.")
        double degraded) {

    double darkStability(FocalPlane plane) {
        return plane == FocalPlane.SWIR ? darkStabilitySwir : darkStabilityVnir;
    }
}
