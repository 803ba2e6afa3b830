package org.penumbra.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names of one product and its parts (FORMATS 2, DOMAIN C.4).
 *
 * @param unit {@code S2A}
 * @param level {@code L1A} or {@code L1B}
 * @param relativeOrbit 1 to 143
 * @param created UTC
 * @param start UTC start of the datastrip
 * @param stop UTC stop of the datastrip
 */
record ProductNames(String unit, String level, int relativeOrbit, Instant created, Instant start, Instant stop) {
    static final String BASELINE = "05.11";
    static final String SITE = "MPC_";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    String product() {
        return "%s_OPER_PRD_MSI%s_PDMC_%s_R%03d_V%s_%s.SAFE".formatted(unit, level, text(created), relativeOrbit, text(start), text(stop));
    }

    String datastrip() {
        return datastrip("MSI") + "_N" + BASELINE;
    }

    /** Path inside the product. */
    String datastripFile() {
        return "DATASTRIP/%s/%s.xml".formatted(datastrip(), datastrip("MTD"));
    }

    /** @param sensing UTC start of the granule */
    String granule(Instant sensing, int detector) {
        return granule("MSI", sensing, detector) + "_N" + BASELINE;
    }

    /** Path inside the product. */
    String granuleFile(Instant sensing, int detector) {
        return "GRANULE/%s/%s.xml".formatted(granule(sensing, detector), granule("MTD", sensing, detector));
    }

    /** Path inside the product. */
    String image(Instant sensing, int detector, String band) {
        return "GRANULE/%s/IMG_DATA/%s_%s.jp2".formatted(granule(sensing, detector), granule("MSI", sensing, detector), band);
    }

    /** @param orbit absolute orbit number */
    String datatake(int orbit) {
        return "G%s_%s_%06d_N%s".formatted(unit, text(start), orbit, BASELINE);
    }

    /**
     * Start of a granule as its name gives it, in whole seconds. Granules shorter than a second would share a name:
     * they are named a second apart.
     *
     * @param index 0-based along track
     * @param length of a granule that is not the last
     */
    Instant sensing(int index, Duration length) {
        return start.plus((length.toMillis() < 1000 ? Duration.ofSeconds(1) : length).multipliedBy(index));
    }

    private String datastrip(String kind) {
        return "%s_OPER_%s_%s_DS_%s_%s_S%s".formatted(unit, kind, level, SITE, text(created), text(start));
    }

    private String granule(String kind, Instant sensing, int detector) {
        return "%s_OPER_%s_%s_GR_%s_%s_S%s_D%02d".formatted(unit, kind, level, SITE, text(created), text(sensing), detector);
    }

    private static String text(Instant time) {
        return TIME.format(time);
    }
}
