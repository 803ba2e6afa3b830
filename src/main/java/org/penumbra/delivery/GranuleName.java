package org.penumbra.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a granule identifier (FORMATS 2, DOMAIN C.4), from which the names of its files follow.
 *
 * @param id {@code S2A_OPER_MSI_L1A_GR_<site4>_<create>_S<sensing>_D<dd>_N<bb.bb>}
 * @param before the part before {@code MSI}, with its underscore
 * @param after the part after {@code MSI} up to the detector, without the baseline
 * @param sensing sensing start as {@code yyyyMMdd'T'HHmmss}, which sorts by time
 * @param detector 1 to 12
 */
record GranuleName(String id, String before, String after, String sensing, int detector) {
    private static final Pattern ID = Pattern.compile(
            "(S2[A-D]_\\w{4}_)MSI(_L1[AB]_GR_\\w{4}_\\d{8}T\\d{6}_S(\\d{8}T\\d{6})_D(\\d{2}))_N\\d{2}\\.\\d{2}");

    /** The parts, or empty where the identifier is not one; nothing but a plain name can pass. */
    static Optional<GranuleName> of(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? Optional.of(new GranuleName(id, parts.group(1), parts.group(2), parts.group(3), Integer.parseInt(parts.group(4))))
                : Optional.empty();
    }

    /** Its directory relative to the product. */
    String directory() {
        return "GRANULE/" + id;
    }

    /** Its metadata file relative to the product. */
    String metadata() {
        return directory() + "/" + before + "MTD" + after + ".xml";
    }

    /** Its image of a band relative to the product. */
    String image(String band) {
        return directory() + "/IMG_DATA/" + before + "MSI" + after + "_" + band + ".jp2";
    }
}
