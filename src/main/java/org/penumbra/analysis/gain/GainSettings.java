package org.penumbra.analysis.gain;

import org.penumbra.instrument.Band;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.settings.Setting;

/** Settings and thresholds of the absolute gain; file {@code absolute-gain.yaml}. Uncertainties are relative, k = 1. */
public record GainSettings(
        @Setting(unit = "1", value = "0.005", source = "METHODS 5",
                why = "Change that is a warning in the VNIR, where gains move by 0.1 to 0.35 % over months (DOMAIN A.5).") double changeWarningVnir,
        @Setting(unit = "1", value = "0.012", source = "METHODS 5",
                why = "Change that is a warning in the SWIR: the saw-tooth of contamination is normal up to here.") double changeWarningSwir,
        @Setting(unit = "1", value = "0.01", source = "METHODS 5",
                why = "Change that is an alarm in the VNIR: the multi-temporal requirement (DOMAIN A.6).") double changeAlarmVnir,
        @Setting(unit = "1", value = "0.02", source = "METHODS 5",
                why = "Change that is an alarm in the SWIR: beyond what contamination does between decontaminations.") double changeAlarmSwir,
        @Setting(unit = "1", value = "0.004", source = "METHODS 5",
                why = "Relative uncertainty of the cosine of the incidence: planarity of the diffuser, 0.13 degrees at 60 (DOMAIN A.6).")
        double cosineUncertainty,
        @Setting(unit = "1", value = "0.003", source = "METHODS 5", why = "Relative uncertainty that the straylight factor leaves over (DOMAIN A.6).")
        double straylightUncertainty,
        @Setting(unit = "1", value = "0.004", source = "METHODS 5",
                why = "Relative uncertainty by the non-linearity left over, B01 to B8A (DOMAIN A.6).") double nonLinearityUncertainty,
        @Setting(unit = "1", value = "0.006", source = "METHODS 5",
                why = "Relative uncertainty by the non-linearity left over, B09 to B12 (DOMAIN A.6).") double nonLinearityUncertaintyWide,
        @Setting(unit = "degree", value = "0.003", max = 1, source = "METHODS 3",
                why = "Uncertainty of the angle of the Sun: ephemeris and parallax.") double sunAngleUncertainty,
        @Setting(unit = "1", value = "3", min = 1, source = "project default",
                why = "Statistical uncertainties that a change must have to be worth a candidate.")
        double significantChange) {
    /** Band id of B09, from which on the non-linearity is known less well. */
    private static final int WIDE_FROM = 9;

    double changeWarning(Band band) {
        return band.focalPlane() == FocalPlane.SWIR ? changeWarningSwir : changeWarningVnir;
    }

    double changeAlarm(Band band) {
        return band.focalPlane() == FocalPlane.SWIR ? changeAlarmSwir : changeAlarmVnir;
    }

    double nonLinearityUncertainty(Band band) {
        return band.id() >= WIDE_FROM ? nonLinearityUncertaintyWide : nonLinearityUncertainty;
    }
}
