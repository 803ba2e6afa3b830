package org.penumbra.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.penumbra.analysis.gain.KnownGains;
import org.penumbra.analysis.gain.TrendCode;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;

/**
 * A CSV file of absolute gains of one or more units, to be kept as series (DOMAIN A.5). Columns are found by their names in the header,
 * in any order and case: the unit, a date, and one column per band; lines that start with {@code #} are comments, other columns are passed
 * over. The date is that of an acquisition, or the start of validity of the R2ABCA that the gains stand in.
 *
 * @param points gain, solar irradiance of the unit's convention of that date where it is known, and their product, in the order of the rows
 * @param findings what could not be taken
 * @param rows rows that gave points
 */
public record GainFile(List<SeriesPoint> points, List<Finding> findings, int rows) {
    private static final List<String> UNITS = List.of("spacecraft", "satellite", "unit");
    private static final List<String> DATES = List.of("sensing_start", "r2abca_validity_start", "validity_start", "time", "date");
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart().appendLiteral('T').append(DateTimeFormatter.ISO_LOCAL_TIME).optionalStart().appendOffsetId().toFormatter(Locale.ROOT);
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setIgnoreHeaderCase(true)
            .setCommentMarker('#').setAllowMissingColumnNames(true).setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY).setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true).setTrim(true).build();

    public GainFile {
        points = List.copyOf(points);
        findings = List.copyOf(findings);
    }

    /**
     * Reads a file.
     *
     * @param source name that its points get; those it gave before are replaced by it
     * @throws Refusal GAIN-211 when it is no CSV file in UTF-8, GAIN-212 when the unit, the date or all bands are missing
     */
    public static GainFile read(Path file, String source, Instruments instruments) {
        try (BufferedReader reader = Files.newBufferedReader(file); CSVParser parser = FORMAT.parse(withoutMark(reader))) {
            Reading reading = new Reading(file.getFileName().toString(), source, instruments, parser);
            parser.forEach(reading::row);
            return new GainFile(reading.points, reading.findings, reading.seen.size());
        } catch (CharacterCodingException e) {
            throw new Refusal(TrendCode.FILE_UNREADABLE, List.of(), e, file.getFileName(), "it is not UTF-8");
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new Refusal(TrendCode.FILE_UNREADABLE, List.of(), e, file.getFileName(), e.getMessage());
        }
    }

    /** Some spreadsheets put a byte-order mark before the header. */
    private static BufferedReader withoutMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static final class Reading {
        private final CSVParser parser;
        private final String name;
        private final String source;
        private final Instruments instruments;
        private final String unitColumn;
        private final String dateColumn;
        private final Set<String> columns = new HashSet<>();
        private final List<SeriesPoint> points = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        Reading(String name, String source, Instruments instruments, CSVParser parser) {
            List<String> header = parser.getHeaderNames();
            this.parser = parser;
            this.name = name;
            this.source = source;
            this.instruments = instruments;
            header.forEach(column -> columns.add(column.toLowerCase(Locale.ROOT)));
            unitColumn = column(UNITS, header);
            dateColumn = column(DATES, header);
        }

        private String column(List<String> names, List<String> header) {
            return names.stream().filter(columns::contains).findFirst()
                    .orElseThrow(() -> new Refusal(TrendCode.COLUMN_MISSING, name, String.join(" or ", names), String.join(", ", header)));
        }

        void row(CSVRecord row) {
            Optional<Spacecraft> unit = instruments.spacecraft(cell(row, unitColumn));
            Optional<Instant> time = date(cell(row, dateColumn));
            if (unit.isEmpty()) {
                left(TrendCode.UNIT_UNKNOWN, Place.INSTRUMENT, name, parser.getCurrentLineNumber(), cell(row, unitColumn));
            } else if (time.isEmpty()) {
                left(TrendCode.DATE_UNREADABLE, Place.INSTRUMENT, name, parser.getCurrentLineNumber(), cell(row, dateColumn));
            } else if (!seen.add(unit.get().name() + " " + time.get())) {
                left(TrendCode.ROW_REPEATED, Place.INSTRUMENT, name, parser.getCurrentLineNumber(), unit.get().name(), time.get());
            } else {
                gains(row, unit.get(), time.get());
            }
        }

        private void gains(CSVRecord row, Spacecraft unit, Instant time) {
            List<Band> bands = unit.instrument().measuredBands().stream().filter(band -> columns.contains(band.name().toLowerCase(Locale.ROOT))).toList();
            if (bands.isEmpty()) {
                throw new Refusal(TrendCode.COLUMN_MISSING, name, "named like a band of " + unit.name(), String.join(", ", columns.stream().sorted().toList()));
            }
            Map<String, Double> irradiance = unit.solarIrradiance(time.atOffset(ZoneOffset.UTC).toLocalDate())
                    .map(Spacecraft.SolarIrradiance::values).orElse(Map.of());
            Map<Band, Double> gains = new TreeMap<>(Comparator.comparingInt(Band::id));
            for (Band band : bands) {
                number(cell(row, band.name())).ifPresentOrElse(gain -> gains.put(band, gain),
                        () -> left(TrendCode.CELL_UNREADABLE, Place.band(band.name()), name, parser.getCurrentLineNumber(), cell(row, band.name()), band.name()));
            }
            gains.forEach((band, gain) -> {
                points.add(new SeriesPoint(unit.name(), KnownGains.name(band, KnownGains.GAIN), time, source, gain, null));
                Double esun = irradiance.get(band.name());
                if (esun != null) {
                    points.add(new SeriesPoint(unit.name(), KnownGains.name(band, KnownGains.IRRADIANCE), time, source, esun, null));
                    points.add(new SeriesPoint(unit.name(), KnownGains.name(band, KnownGains.RESPONSIVITY), time, source, gain * esun, null));
                }
            });
        }

        private void left(FindingCode code, Place place, Object... values) {
            findings.add(Finding.of(code, Severity.WARNING, place, values));
        }

        private static String cell(CSVRecord row, String column) {
            return row.isSet(column) ? row.get(column) : "";
        }

        private static Optional<Double> number(String text) {
            try {
                return Optional.of(new BigDecimal(text).doubleValue()).filter(value -> value > 0 && Double.isFinite(value));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        /** UTC where the text names no offset, midnight where it names no time. */
        private static Optional<Instant> date(String text) {
            try {
                return Optional.of(DATE.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from))
                        .map(found -> found instanceof OffsetDateTime moment ? moment.toInstant()
                                : found instanceof LocalDateTime moment ? moment.toInstant(ZoneOffset.UTC)
                                : LocalDate.from(found).atStartOfDay(ZoneOffset.UTC).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
