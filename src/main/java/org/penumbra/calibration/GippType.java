package org.penumbra.calibration;

import java.util.List;

/** The kinds of Ground Image Processing Parameters that Penumbra reads and writes (FORMATS 3, DOMAIN C.5). */
public enum GippType {
    BLINDP("GS2_BLIND_PIXELS", "BLIND_PIXELS_FILE", false),
    R2EQOG("GS2_RADIOS2_EQUALIZATION_ONGROUND", "EQUALIZATION_ONGROUND_PARAMETERS_FILE", true),
    R2EOB2("GS2_RADIOS2_EQUALIZATION_ONBOARD", "EQUALIZATION_ONBOARD_PARAMETERS_FILE", true),
    R2ABCA("GS2_ABSOLUTE_CALIBRATION", "ABSOLUTE_CALIBRATION_PARAMETERS_FILE", false),
    R2DEPI("GS2_RADIOS2_DEFECTIVE_PIXELS", "DEFECTIVE_PIXELS_FILE", false),
    R2SWIR("GS2_RADIOS2_SWIR_REARRANGEMENT", "SWIR_REARRANGEMENT_PARAMETERS_FILE", false),
    R2NOMO("GS2_RADIOS2_INSTRUMENT_NOISE_MODEL", "NOISE_MODEL_FILE", false),
    R2CRCO("GS2_RADIOS2_CROSSTALK_CORRECTION", "CROSSTALK_CORRECTIONS_FILE", false);

    /** Band names in the order of {@code bandId}. */
    static final List<String> BANDS = List.of("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12");

    private final String root;
    private final String content;
    private final boolean perBand;

    GippType(String root, String content, boolean perBand) {
        this.root = root;
        this.content = content;
        this.perBand = perBand;
    }

    /** Local name of the root element. */
    public String root() {
        return root;
    }

    /** Whether there is one file for each band (named {@code B01} …) or one for all (named {@code B00}). */
    public boolean perBand() {
        return perBand;
    }

    /** {@code TYPE} of the specific header, for example {@code S2A_BAND_NUMBER_8_EQUALIZATION_ONGROUND_PARAMETERS_FILE}. */
    String headerType(String unit, String band) {
        return unit + (perBand ? "_BAND_NUMBER_" + BANDS.indexOf(band) : "") + "_" + content;
    }
}
