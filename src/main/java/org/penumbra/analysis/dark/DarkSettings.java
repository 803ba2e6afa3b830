package org.penumbra.analysis.dark;

import org.penumbra.instrument.FocalPlane;
import org.penumbra.settings.Setting;

/** Settings and thresholds of the dark-signal analysis; file {@code dark-signal.yaml}. */
public record DarkSettings(
        @Setting(unit = "degree", value = "102", min = 90, max = 180, source = "METHODS 2",
                why = "Zenith angle of the Sun that a dark needs: a Sun 12 degrees under the horizon leaves no twilight on the sea.")
        double smallestSunZenith,
        @Setting(unit = "LSB", value = "5", source = "METHODS 2",
                why = "Light in the night that makes a dark unusable: mean of the active columns (without defective ones: a hot pixel is no "
                        + "light) above that of the blind ones, mean over the VNIR bands.") double lightInTheNight,
        @Setting(unit = "LSB", value = "0.5", source = "METHODS 2",
                why = "Change of a mean that is a warning in the VNIR: half the dark stability (DOMAIN A.6).") double meanChangeWarningVnir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2",
                why = "Change of a mean that is a warning in the SWIR, whose darks move with the temperature of the focal plane.")
        double meanChangeWarningSwir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2",
                why = "Change of a mean that is an alarm in the VNIR: the dark stability (DOMAIN A.6).") double meanChangeAlarmVnir,
        @Setting(unit = "LSB", value = "5", source = "METHODS 2",
                why = "Change of a mean that is an alarm in the SWIR: the dark stability (DOMAIN A.6).") double meanChangeAlarmSwir,
        @Setting(unit = "1", value = "2", min = 1, source = "METHODS 2",
                why = "The raw mean change, blind part included, is judged at this multiple of the limits.")
        double rawChangeFactor,
        @Setting(unit = "LSB", value = "0.5", source = "METHODS 2",
                why = "Non-uniformity left over by the reference in force that is a warning in the VNIR.") double dsnuWarningVnir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2",
                why = "Non-uniformity left over by the reference in force that is a warning in the SWIR.") double dsnuWarningSwir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2", why = "The same that is an alarm in the VNIR: twice the warning.")
        double dsnuAlarmVnir,
        @Setting(unit = "LSB", value = "2", source = "METHODS 2", why = "The same that is an alarm in the SWIR: twice the warning.")
        double dsnuAlarmSwir,
        @Setting(unit = "LSB", value = "2", source = "METHODS 2", why = "Smallest change of a pixel that is judged: a smaller one does not matter.")
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
        @Setting(unit = "1", value = "0.05", source = "METHODS 2", why = "Change of the noise of a band against its history that is a warning.")
        double noiseWarning,
        @Setting(unit = "1", value = "0.15", source = "METHODS 2", why = "Change of the noise of a band against its history that is an alarm.")
        double noiseAlarm,
        @Setting(unit = "LSB", value = "0.5", source = "METHODS 2",
                why = "Change from the first half to the second that is told, per detector of the VNIR.") double halvesVnir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2",
                why = "Change from the first half to the second that is told, per detector of the SWIR.") double halvesSwir,
        @Setting(unit = "LSB", value = "1", source = "METHODS 2", why = "Second half against first half, per pixel.")
        double halvesPixel,
        @Setting(unit = "1", value = "0.1", max = 1, source = "project default",
                why = "Share of the lines that are sufficient evidence which may be lost or lit: a tenth widens an uncertainty by a twentieth.")
        double lostEvidence,
        @Setting(unit = "acquisitions", value = "6", min = 1, source = "METHODS 2", why = "Darks of the epoch whose median is the second reference.")
        int historyMedian,
        @Setting(unit = "acquisitions", value = "24", min = 4, max = 200, source = "project default",
                why = "Darks that slopes are taken over: one year; more would slow the report.") int historyTrend,
        @Setting(unit = "acquisitions", value = "4", min = 3, source = "project default",
                why = "Points that a slope needs: fewer give none worth an interval.") int trendMinimum,
        @Setting(unit = "kelvin", value = "0.1", source = "project default",
                why = "Scatter of the temperature about its trend below which a focal plane says nothing about the dependence on temperature.")
        double steadyTemperature,
        @Setting(unit = "degree Celsius", value = "-150", min = -273.15, max = 0, source = "METHODS 0",
                why = "Lowest temperature that is believed: some real files give raw counts instead.") double coldestTemperature,
        @Setting(unit = "degree Celsius", value = "100", source = "METHODS 0",
                why = "Highest temperature that is believed: some real files give raw counts instead.") double hottestTemperature) {

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
