package org.penumbra.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
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
 * A table of absolute gains of one or more units, to be kept as series (DOMAIN A.5): text in UTF-8, its columns separated by commas,
 * semicolons, tabs or bars. {@link GainColumns} says how they are named; lines that start with {@code #} are comments. The date is that of
 * an acquisition, or the start of validity of the R2ABCA that the gains stand in.
 *
 * @param points gain, solar irradiance of the unit's convention of that date where it is known, and their product, in the order of the rows
 * @param findings what could not be taken
 * @param rows rows that gave points
 */
public record GainFile(List<SeriesPoint> points, List<Finding> findings, int rows) {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setCommentMarker('#').setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true).setTrim(true).get();
    private static final String SEPARATORS = ",;\t|";
    private static final String MARK = "\uFEFF";

    public GainFile {
        points = List.copyOf(points);
        findings = List.copyOf(findings);
    }

    /**
     * Reads a file.
     *
     * @param source name that its points get; those it gave before are replaced by it
     * @throws Refusal GAIN-211 when it is no such table in UTF-8 or a row has more cells than the header,
     *     GAIN-212 when the unit, the date or all bands are missing
     */
    public static GainFile read(Path file, String source, Instruments instruments) {
        String name = file.getFileName().toString();
        try {
            String text = Files.readString(file);
            text = text.startsWith(MARK) ? text.substring(MARK.length()) : text;
            char separator = separator(text);
            try (CSVParser parser = CSVParser.parse(text, FORMAT.builder().setDelimiter(separator).get())) {
                return read(name, source, instruments, separator != ',', parser);
            }
        } catch (CharacterCodingException e) {
            throw new Refusal(TrendCode.FILE_UNREADABLE, List.of(), e, name, "it is not UTF-8");
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal(TrendCode.FILE_UNREADABLE, List.of(), e, name, e.getMessage());
        }
    }

    private static GainFile read(String name, String source, Instruments instruments, boolean decimalComma, CSVParser parser) {
        var rows = parser.iterator();
        if (!rows.hasNext()) {
            throw new Refusal(TrendCode.FILE_UNREADABLE, name, "it is empty");
        }
        CSVRecord header = rows.next();
        Reading reading = new Reading(name, source, instruments, decimalComma, GainColumns.of(name, header.toList()), parser);
        rows.forEachRemaining(row -> {
            requireNoMoreCells(name, parser.getCurrentLineNumber(), header.size(), row);
            reading.row(row);
        });
        return new GainFile(reading.points, reading.findings, reading.seen.size());
    }

    /**
     * A row with more cells than the header has its numbers under the wrong bands, for example where a comma is the decimal sign and the separator.
     */
    private static void requireNoMoreCells(String name, long line, int columns, CSVRecord row) {
        if (row.stream().skip(columns).anyMatch(cell -> !cell.isBlank())) {
            throw new Refusal(TrendCode.FILE_UNREADABLE, name,
                    ("line %d has %d cells under a header of %d; where a comma is the decimal sign, the columns must be separated by another one")
                            .formatted(line, row.size(), columns));
        }
    }

    /** The one that stands most often in the header; a comma where none does. */
    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).findFirst().orElse("");
        return SEPARATORS.chars().mapToObj(separator -> (char) separator)
                .max(Comparator.<Character>comparingLong(separator -> header.chars().filter(c -> c == separator).count())
                        .thenComparing(Comparator.<Character>comparingInt(SEPARATORS::indexOf).reversed())).orElseThrow();
    }

    private static final class Reading {
        private final CSVParser parser;
        private final String name;
        private final String source;
        private final Instruments instruments;
        private final boolean decimalComma;
        private final GainColumns columns;
        private final List<SeriesPoint> points = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        Reading(String name, String source, Instruments instruments, boolean decimalComma, GainColumns columns, CSVParser parser) {
            this.parser = parser;
            this.name = name;
            this.source = source;
            this.instruments = instruments;
            this.decimalComma = decimalComma;
            this.columns = columns;
        }

        void row(CSVRecord row) {
            String unitText = cell(row, columns.unit());
            String dateText = cell(row, columns.date());
            Optional<Spacecraft> unit = GainColumns.unit(unitText, instruments);
            Optional<Instant> time = LooseDate.instant(dateText);
            if (unit.isEmpty()) {
                left(TrendCode.UNIT_UNKNOWN, Place.INSTRUMENT, name, parser.getCurrentLineNumber(), unitText);
            } else if (time.isEmpty()) {
                left(TrendCode.DATE_UNREADABLE, Place.INSTRUMENT, name, parser.getCurrentLineNumber(), dateText);
            } else if (!seen.add(unit.get().name() + " " + time.get())) {
                left(TrendCode.ROW_REPEATED, Place.INSTRUMENT, name, parser.getCurrentLineNumber(), unit.get().name(), time.get());
            } else {
                gains(row, unit.get(), time.get());
            }
        }

        private void gains(CSVRecord row, Spacecraft unit, Instant time) {
            Map<String, Band> bands = unit.instrument().measuredBands().stream().collect(Collectors.toMap(Band::name, Function.identity()));
            Map<Band, Double> gains = new TreeMap<>(Comparator.comparingInt(Band::id));
            Map<String, Double> irradiance = unit.solarIrradiance(time.atOffset(ZoneOffset.UTC).toLocalDate())
                    .map(Spacecraft.SolarIrradiance::values).orElse(Map.of());
            columns.bands().forEach((band, column) -> {
                if (bands.containsKey(band)) {
                    String text = cell(row, column);
                    number(text).ifPresentOrElse(gain -> gains.put(bands.get(band), gain),
                            () -> left(TrendCode.CELL_UNREADABLE, Place.band(band), name, parser.getCurrentLineNumber(), text, band));
                }
            });
            gains.forEach((band, gain) -> {
                points.add(new SeriesPoint(unit.name(), KnownGains.name(band, KnownGains.GAIN), time, source, gain));
                Double esun = irradiance.get(band.name());
                if (esun != null) {
                    points.add(new SeriesPoint(unit.name(), KnownGains.name(band, KnownGains.IRRADIANCE), time, source, esun));
                    points.add(new SeriesPoint(unit.name(), KnownGains.name(band, KnownGains.RESPONSIVITY), time, source, gain * esun));
                }
            });
        }

        private void left(FindingCode code, Place place, Object... values) {
            findings.add(Finding.of(code, Severity.WARNING, place, values));
        }

        private static String cell(CSVRecord row, int column) {
            return column < row.size() ? row.get(column) : "";
        }

        /** A finite number above 0; where columns are not separated by commas, one may stand for the point. */
        private Optional<Double> number(String text) {
            try {
                String number = decimalComma && !text.contains(".") ? text.replace(',', '.') : text;
                return Optional.of(new BigDecimal(number).doubleValue()).filter(value -> value > 0 && Double.isFinite(value));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }
}
