package org.penumbra.analysis.dark;

import org.penumbra.instrument.FocalPlane;
import org.penumbra.settings.Setting;

/** Settings and thresholds of the dark-signal analysis; file {@code dark-signal.yaml}. */
public record DarkSettings(
        @Setting(unit = "degree", value = "102", min = 90, max = 180, source = "METHODS 2",
                why = "A Sun lower than 12 degrees under the horizon leaves no twilight on the sea.")
        double smallestSunZenith,
        @Setting(unit = "LSB", value = "5", source = "METHODS 2",
                why = "Light in the night: active columns (the median of each detector, so that hot pixels are no light) above the blind ones, "
                        + "mean over the VNIR bands.")
        double lightInTheNight,
        @Setting(unit = "LSB", value = "0.5", source = "METHODS 2", why = "Half the dark stability of VNIR detectors (DOMAIN A.6).")
        double meanChangeWarningVnir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2", why = "SWIR darks move with the focal plane's temperature.")
        double meanChangeWarningSwir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2", why = "The dark stability of VNIR detectors (DOMAIN A.6).")
        double meanChangeAlarmVnir,
        @Setting(unit = "LSB", value = "5", source = "METHODS 2", why = "The dark stability of SWIR detectors (DOMAIN A.6).")
        double meanChangeAlarmSwir,
        @Setting(unit = "1", value = "2", min = 1, source = "METHODS 2",
                why = "The raw mean change, blind part included, is judged at this multiple of the limits.")
        double rawChangeFactor,
        @Setting(unit = "LSB", value = "0.5", source = "METHODS 2", why = "Non-uniformity left over by the reference in force.")
        double dsnuWarningVnir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2", why = "Non-uniformity left over by the reference in force.")
        double dsnuWarningSwir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2", why = "Twice the warning.")
        double dsnuAlarmVnir,
        @Setting(unit = "LSB", value = "2", source = "METHODS 2", why = "Twice the warning.")
        double dsnuAlarmSwir,
        @Setting(unit = "LSB", value = "2", source = "METHODS 2", why = "A pixel that moved by less does not matter.")
        double pixelChange,
        @Setting(unit = "1", value = "5", min = 3, source = "METHODS 2", why = "Standard uncertainties that a pixel must have moved.")
        double pixelUncertainties,
        @Setting(unit = "acquisitions", value = "2", min = 2, source = "METHODS 6",
                why = "A pixel beyond its limit in so many consecutive darks is confirmed.")
        int confirmed,
        @Setting(unit = "1", value = "0.01", min = 0.000001, max = 0.5, source = "METHODS 0",
                why = "False discovery rate per band (Benjamini-Hochberg).")
        double falseDiscoveryRate,
        @Setting(unit = "1", value = "0.01", max = 1, source = "METHODS 0",
                why = "Above this share of a detector's columns one finding speaks for all.")
        double detectorWide,
        @Setting(unit = "1", value = "2000", min = 1, source = "FORMATS 4", why = "A longer list of pixels is replaced by one finding per detector.")
        int longestPixelList,
        @Setting(unit = "1", value = "0.05", source = "METHODS 2", why = "Noise of a band against its history.")
        double noiseWarning,
        @Setting(unit = "1", value = "0.15", source = "METHODS 2", why = "Noise of a band against its history.")
        double noiseAlarm,
        @Setting(unit = "LSB", value = "0.5", source = "METHODS 2", why = "Second half against first half, per detector.")
        double halvesVnir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2", why = "Second half against first half, per detector.")
        double halvesSwir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2", why = "Second half against first half, per pixel.")
        double halvesPixel,
        @Setting(unit = "1", value = "0.1", max = 1, source = "project default",
                why = "Share of the lines that are sufficient evidence which may be lost or lit: a tenth widens an uncertainty by a twentieth.")
        double lostEvidence,
        @Setting(unit = "acquisitions", value = "6", min = 1, source = "METHODS 2", why = "Darks of the epoch whose median is the second reference.")
        int historyMedian,
        @Setting(unit = "acquisitions", value = "24", min = 4, max = 200, source = "project default",
                why = "One year of darks for slopes; more would slow the report.")
        int historyTrend,
        @Setting(unit = "acquisitions", value = "4", min = 3, source = "project default", why = "Fewer points give no slope worth an interval.")
        int trendMinimum,
        @Setting(unit = "kelvin", value = "0.1", source = "project default",
                why = "A focal plane that scatters less about its trend says nothing about the dependence on temperature.")
        double steadyTemperature,
        @Setting(unit = "degree Celsius", value = "-150", min = -273.15, max = 0, source = "METHODS 0",
                why = "Some real files give raw counts instead of temperatures.")
        double coldestTemperature,
        @Setting(unit = "degree Celsius", value = "100", source = "METHODS 0", why = "Some real files give raw counts instead of temperatures.")
        double hottestTemperature) {

    double meanChangeWarning(FocalPlane plane) {
        return plane == FocalPlane.SWIR ? meanChangeWarningSwir : meanChangeWarningVnir;
    }

    double meanChangeAlarm(FocalPlane plane) {
        return plane == FocalPlane.SWIR ? meanChangeAlarmSwir : meanChangeAlarmVnir;
    }

    double dsnuWarning(FocalPlane plane) {
        return plane == FocalPlane.SWIR ? dsnuWarningSwir : dsnuWarningVnir;
    }

    double dsnuAlarm(FocalPlane plane) {
        return plane == FocalPlane.SWIR ? dsnuAlarmSwir : dsnuAlarmVnir;
    }

    double halves(FocalPlane plane) {
        return plane == FocalPlane.SWIR ? halvesSwir : halvesVnir;
    }
}
