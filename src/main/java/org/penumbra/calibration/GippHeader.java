package org.penumbra.calibration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;

/**
 * The header that every GIPP has: {@code HEADER} and {@code SPECIFIC_HEADER} (header.xsd of PSD).
 *
 * @param satellite {@code S2A}
 * @param schemeVersion release of the scheme
 * @param productionDate UTC
 * @param provider who made it
 * @param consumer who it is for
 * @param type {@code S2A_BLIND_PIXELS_FILE}
 * @param applicabilityDate start of validity, UTC
 * @param applicabilityEndDate end of validity, UTC; {@link GippName#OPEN_END} where the file has none
 * @param versionNumber four digits
 * @param parameterId identifier of the parameters
 */
public record GippHeader(String satellite, String schemeVersion, Instant productionDate, String provider, String consumer, String type,
                         Instant applicabilityDate, Instant applicabilityEndDate, String versionNumber, String parameterId) {
    /** Provider of the files that this program proposes; in an R2EQOG it says that its darks were measured, too. */
    public static final String PENUMBRA = "PENUMBRA";

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    /**
     * The header of new parameters, valid from a start on without end.
     *
     * @param unit {@code S2A}
     * @param band {@code B01} …; of no account for a type that has one file for all bands
     * @param provider who makes it
     * @param start UTC, cut to whole seconds; also the production date, so that the same input gives the same file
     * @param version 0 to 9999
     */
    public static GippHeader of(GippType type, String unit, String band, String provider, Instant start, int version) {
        return of(type, unit, band, provider, start, start, version);
    }

    /**
     * The header of parameters that are made before their validity starts. PARAMETER_ID says that they are for test, not operational (header.xsd).
     *
     * @param produced UTC, cut to whole seconds
     * @param start UTC, cut to whole seconds
     */
    static GippHeader of(GippType type, String unit, String band, String provider, Instant produced, Instant start, int version) {
        Instant second = start.truncatedTo(ChronoUnit.SECONDS);
        String number = String.format(Locale.ROOT, "%04d", version);
        return new GippHeader(unit, "1.0", produced.truncatedTo(ChronoUnit.SECONDS), provider, "", type.headerType(unit, band),
                second, GippName.OPEN_END, number,
                "%s_%s_%s_%s_T".formatted(unit, type, number, COMPACT.format(second)));
    }

    /** Reads {@code HEADER} and {@code SPECIFIC_HEADER}, the texts of which have been gathered. */
    static GippHeader of(XmlCursor xml, Map<String, String> texts) {
        return new GippHeader(xml.required(texts, "SATELLITE"), xml.required(texts, "SCHEME_VERSION"), time(xml, texts, "PRODUCTION_DATE"),
                xml.required(texts, "PROVIDER"), xml.required(texts, "CONSUMER"), xml.required(texts, "TYPE"),
                time(xml, texts, "APPLICABILITY_DATE"),
                texts.containsKey("APPLICABILITY_END_DATE") ? time(xml, texts, "APPLICABILITY_END_DATE") : GippName.OPEN_END,
                xml.required(texts, "VERSION_NUMBER"), xml.required(texts, "PARAMETER_ID"));
    }

    void write(XmlPrinter out) {
        out.element("HEADER", () -> {
            out.leaf("SATELLITE", satellite);
            out.leaf("SCHEME_VERSION", schemeVersion);
            out.leaf("PRODUCTION_DATE", productionDate);
            out.leaf("PROVIDER", provider);
            out.leaf("CONSUMER", consumer);
        });
        out.element("SPECIFIC_HEADER", () -> {
            out.leaf("TYPE", type);
            out.leaf("APPLICABILITY_DATE", applicabilityDate);
            out.leaf("APPLICABILITY_END_DATE", applicabilityEndDate);
            out.leaf("VERSION_NUMBER", versionNumber);
            out.leaf("PARAMETER_ID", parameterId);
        });
    }

    /** Number of the version after this one; 1 where this one's is no number. */
    int nextVersion() {
        return versionNumber.matches("\\d{4}") ? (Integer.parseInt(versionNumber) + 1) % 10_000 : 1;
    }

    /** Type and version, for messages. */
    String label() {
        return type + " version " + versionNumber;
    }

    /** Times without a zone are UTC. */
    private static Instant time(XmlCursor xml, Map<String, String> texts, String element) {
        String text = xml.required(texts, element);
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime zoned ? zoned.toInstant() : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw xml.outOfRange(element, text, "a time like 2015-06-22T00:00:00Z");
        }
    }
}
