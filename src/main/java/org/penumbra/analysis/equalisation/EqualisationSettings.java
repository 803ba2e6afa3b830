package org.penumbra.analysis.equalisation;

import java.util.List;
import org.penumbra.instrument.Band;
import org.penumbra.settings.Setting;

/** Settings and thresholds of the equalisation analysis; file {@code equalisation.yaml}. */
public record EqualisationSettings(
        @Setting(unit = "columns", value = "100", min = 10, max = 1000, source = "METHODS 3",
                why = "Columns of the window of the fixed-pattern noise: short enough that diffuser and optics are a line over it.") int window,
        @Setting(unit = "1", value = "0.001", source = "METHODS 3",
                why = "Fixed-pattern noise that is a warning: half the requirement of 0.2 % (DOMAIN B.3).") double fpnWarning,
        @Setting(unit = "1", value = "0.002", source = "METHODS 3", why = "Fixed-pattern noise that is an alarm: the requirement (DOMAIN B.3).")
        double fpnAlarm,
        @Setting(unit = "1", value = "0.003", source = "METHODS 3", why = "The same in wideBands: B09 and B10 vary more in orbit (DOMAIN A.6).")
        double fpnAlarmWide,
        @Setting(unit = "band", value = "[B09, B10]", source = "METHODS 3", why = "Bands with the wider alarm.")
        List<String> wideBands,
        @Setting(unit = "1", value = "0.001", source = "METHODS 3",
                why = "Change of a detector against the median of the detectors that is a warning.") double detectorWarning,
        @Setting(unit = "1", value = "0.003", source = "METHODS 3",
                why = "Change of a detector against the median of the detectors that is an alarm.") double detectorAlarm,
        @Setting(unit = "1", value = "0.002", source = "METHODS 3", why = "Smallest change of a pixel that is judged: a smaller one does not matter.")
        double pixelChange,
        @Setting(unit = "1", value = "5", min = 3, source = "METHODS 3", why = "Standard uncertainties that a pixel must have moved.")
        double pixelUncertainties,
        @Setting(unit = "acquisitions", value = "2", min = 2, source = "METHODS 6",
                why = "A pixel beyond its limit in so many consecutive diffusers is confirmed.")
        int confirmed,
        @Setting(unit = "acquisitions", value = "12", min = 2, max = 200, source = "project default",
                why = "About a year of diffusers in which the beginning of a change is sought.")
        int historyPixels,
        @Setting(unit = "1", value = "0.01", min = 0.000001, max = 0.5, source = "METHODS 0",
                why = "False discovery rate per band (Benjamini-Hochberg).")
        double falseDiscoveryRate,
        @Setting(unit = "1", value = "0.01", max = 1, source = "METHODS 0",
                why = "Above this share of a detector's columns one finding speaks for all.")
        double detectorWide,
        @Setting(unit = "1", value = "2000", min = 1, source = "FORMATS 4", why = "A longer list of pixels is replaced by one finding per detector.")
        int longestPixelList,
        @Setting(unit = "1", value = "0.002", source = "METHODS 3",
                why = "Step from the last columns of a detector to the first of the next that is a warning.") double stepWarning,
        @Setting(unit = "1", value = "0.005", source = "METHODS 3",
                why = "Step from the last columns of a detector to the first of the next that is an alarm.") double stepAlarm,
        @Setting(unit = "columns", value = "100", min = 1, source = "METHODS 3", why = "Columns on either side of a step.")
        int stepColumns,
        @Setting(unit = "days", value = "45", source = "METHODS 3",
                why = "Age of the R2EQOG in force that is a warning: one issue a month is usual (DOMAIN A.5).") double ageWarning,
        @Setting(unit = "days", value = "75", source = "METHODS 3", why = "Age of the R2EQOG in force that is an alarm: two issues have been missed.")
        double ageAlarm,
        @Setting(unit = "1", value = "0.02", source = "METHODS 9", why = "A larger change of a pixel is for an expert, on board.")
        double expertChange) {

    public EqualisationSettings {
        wideBands = List.copyOf(wideBands);
    }

    double fpnAlarm(Band band) {
        return wideBands.contains(band.name()) ? fpnAlarmWide : fpnAlarm;
    }
}
