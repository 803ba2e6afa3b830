package org.penumbra.analysis.response;

import org.penumbra.settings.Setting;

/** Settings that every analysis of a diffuser acquisition shares; file {@code response.yaml}. */
public record ResponseSettings(
        @Setting(unit = "days", value = "45", min = 1, source = "METHODS 3",
                why = "Days within which an archived dark is used: an older one says less than COEFF_D of the equalisation in force.")
        double darkDays,
        @Setting(unit = "LSB", value = "0.1", source = "METHODS 3",
                why = "Uncertainty of COEFF_D where it stands in for an archived dark: the dark stability (DOMAIN A.6).")
        double referenceDarkUncertainty,
        @Setting(unit = "1", value = "0.0005", source = "METHODS 0",
                why = "Median u(r) of a band above which its evidence is insufficient: values are given, nothing is judged or proposed.")
        double sufficientUncertainty,
        @Setting(unit = "columns", value = "101", min = 3, max = 1001, odd = true, source = "METHODS 6",
                why = "The local median that a column is compared with.")
        int localColumns,
        @Setting(unit = "1", value = "0.1", max = 1, source = "METHODS 6",
                why = "A response farther off the local median is a defect and enters no mean.")
        double deviantResponse,
        @Setting(unit = "1", value = "0.01", max = 1, source = "METHODS 6", why = "A column with more saturated samples enters no mean.")
        double saturatedShare,
        @Setting(unit = "1", value = "3", min = 1, source = "METHODS 6",
                why = "A column noisier than so many times its detector's median enters no mean.")
        double noisy) {
}
