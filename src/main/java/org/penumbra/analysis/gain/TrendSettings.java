package org.penumbra.analysis.gain;

import java.util.List;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.settings.Setting;

/** Settings and thresholds of the series of absolute gains; file {@code gain-trend.yaml}. Changes are fractions. */
public record TrendSettings(
        @Setting(unit = "name", value = "[S2A, S2B, S2C]", source = "DOMAIN A.4", why = "Units that are held against each other.")
        List<String> units,
        @Setting(unit = "1", value = "4", min = 2, max = 20, source = "METHODS 5", why = "Neighbours in time that a point is held against.")
        int neighbours,
        @Setting(unit = "1", value = "5", min = 1, source = "METHODS 5",
                why = "VNIR bands that must be off for a point to be an outlier: a mistake of the row moves many bands.") int outlierBands,
        @Setting(unit = "1", value = "0.03", source = "METHODS 5",
                why = "Relative distance from its neighbours beyond which a band is off: the units differ by more in most bands, a unit "
                        + "changes by less in a year.") double outlierDistance,
        @Setting(unit = "1", value = "6", min = 1, source = "METHODS 5",
                why = "Robust standard deviations of the neighbours beyond which a band is off as well.") double outlierScales,
        @Setting(unit = "1", value = "0.5", source = "project default",
                why = "Relative distance from its neighbours beyond which a point, or the value of one band, is left out though it fits no other "
                        + "unit: no instrument changes by so much from one acquisition to the next and back.") double implausible,
        @Setting(unit = "BIC", value = "6", source = "METHODS 5",
                why = "BIC by which a drift or a step must be better than a constant: with less, constant series are called too often.")
        double margin,
        @Setting(unit = "1", value = "0.005", source = "METHODS 5",
                why = "Smallest step that is called: a smaller one is not told from drift and noise.") double smallestStep,
        @Setting(unit = "1", value = "0.005", source = "METHODS 5",
                why = "Change that is a warning in the VNIR, where gains move by 0.1 to 0.35 % over months (DOMAIN A.5).") double changeWarningVnir,
        @Setting(unit = "1", value = "0.012", source = "METHODS 5",
                why = "Change that is a warning in the SWIR: the saw-tooth of contamination is normal up to here.") double changeWarningSwir,
        @Setting(unit = "1", value = "0.01", source = "METHODS 5",
                why = "Change that is an alarm in the VNIR: the multi-temporal requirement (DOMAIN A.6).") double changeAlarmVnir,
        @Setting(unit = "1", value = "0.02", source = "METHODS 5",
                why = "Change that is an alarm in the SWIR: beyond what contamination does between decontaminations.") double changeAlarmSwir,
        @Setting(unit = "1", value = "8", min = 4, source = "METHODS 5",
                why = "Points since the last event that a prediction needs: fewer predict nothing.") int predictionPoints,
        @Setting(unit = "1", value = "0.999", min = 0.5, max = 0.999999, source = "METHODS 5",
                why = "Probability of the Student prediction of the newest point, over all bands together, outside which it is a warning.")
        double predictionWarning,
        @Setting(unit = "1", value = "0.9999", min = 0.5, max = 0.999999, source = "METHODS 5", why = "The same, outside which a point is an alarm.")
        double predictionAlarm,
        @Setting(unit = "1", value = "0.001", source = "METHODS 5",
                why = "Smallest distance from the prediction that is a warning in the VNIR: a smaller one does not matter, however sure.")
        double surpriseWarningVnir,
        @Setting(unit = "1", value = "0.004", source = "METHODS 5",
                why = "Smallest distance from the prediction that is a warning in the SWIR: a smaller one does not matter, however sure.")
        double surpriseWarningSwir,
        @Setting(unit = "1", value = "0.003", source = "METHODS 5",
                why = "Smallest distance from the prediction that is an alarm in the VNIR: a smaller one is none, however sure.")
        double surpriseAlarmVnir,
        @Setting(unit = "1", value = "0.01", source = "METHODS 5",
                why = "Smallest distance from the prediction that is an alarm in the SWIR: a smaller one is none, however sure.")
        double surpriseAlarmSwir,
        @Setting(unit = "days", value = "45", source = "project default",
                why = "Days within which points of two units make a ratio: one issue a month is usual.") double ratioDays,
        @Setting(unit = "1", value = "6", min = 1, source = "project default", why = "Earlier ratios whose median the newest one is held against.")
        int ratioEarlier,
        @Setting(unit = "1", value = "3", min = 1, source = "project default", why = "Earlier ratios without which nothing is judged.")
        int ratioFewest,
        @Setting(unit = "1", value = "0.005", source = "METHODS 5", why = "Change of the ratio of two units that is a warning.") double ratioWarning,
        @Setting(unit = "1", value = "0.01", source = "METHODS 5", why = "Change of the ratio of two units that is an alarm.") double ratioAlarm,
        @Setting(unit = "1", value = "0.95", min = 0.5, max = 0.9999, source = "project default",
                why = "Confidence of the interval of the Theil-Sen slope, which is shown and never decides.") double slopeConfidence) {

    public TrendSettings {
        units = List.copyOf(units);
    }

    double changeWarning(Band band) {
        return swir(band) ? changeWarningSwir : changeWarningVnir;
    }

    double changeAlarm(Band band) {
        return swir(band) ? changeAlarmSwir : changeAlarmVnir;
    }

    double surpriseWarning(Band band) {
        return swir(band) ? surpriseWarningSwir : surpriseWarningVnir;
    }

    double surpriseAlarm(Band band) {
        return swir(band) ? surpriseAlarmSwir : surpriseAlarmVnir;
    }

    private static boolean swir(Band band) {
        return band.focalPlane() == FocalPlane.SWIR;
    }
}
