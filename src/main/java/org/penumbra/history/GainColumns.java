package org.penumbra.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.penumbra.analysis.gain.TrendCode;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;

/**
 * Where what stands in a table of gains: found by the names of its header, in any order and case; other columns are passed over.
 *
 * @param unit 0-based column of the unit
 * @param date 0-based column of the date
 * @param bands 0-based column of each band, by the name of the band, in the order of the columns
 */
record GainColumns(int unit, int date, Map<String, Integer> bands) {
    private static final List<String> UNITS = List.of("spacecraft", "satellite", "unit", "platform", "mission");
    private static final List<String> DATES = List.of("sensing_start", "datatake_sensing_start", "acquisition_date",
            "r2abca_validity_start", "validity_start", "valid_from", "datetime", "time", "date");
    /** {@code B01}, {@code B1}, {@code b8a}, {@code B08A}, {@code A_B01}, {@code gain B01}. */
    private static final Pattern BAND = Pattern.compile("(?:(?:A|GAINS?|PHYSICAL[ _]GAINS?)[ _-])?B0?(\\d{1,2}|8A)", Pattern.CASE_INSENSITIVE);

    /**
     * @param file its name, for messages
     * @param header cells of the header
     * @throws Refusal GAIN-211 when a column stands in it twice, GAIN-212 when the unit, the date or all bands are missing
     */
    static GainColumns of(String file, List<String> header) {
        Map<String, Integer> bands = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            Matcher band = BAND.matcher(header.get(column));
            if (band.matches()) {
                String number = band.group(1).toUpperCase(Locale.ROOT);
                String name = number.length() < 2 ? "B0" + number : "B" + number;
                if (bands.put(name, column) != null) {
                    throw twice(file, name);
                }
            }
        }
        GainColumns columns = new GainColumns(column(file, header, UNITS), column(file, header, DATES), bands);
        if (bands.isEmpty()) {
            throw new Refusal(TrendCode.COLUMN_MISSING, file, "named like a band", String.join(", ", header));
        }
        return columns;
    }

    private static int column(String file, List<String> header, List<String> names) {
        List<String> known = header.stream().map(name -> name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_')).toList();
        String name = names.stream().filter(known::contains).findFirst()
                .orElseThrow(() -> new Refusal(TrendCode.COLUMN_MISSING, file, String.join(" or ", names), String.join(", ", header)));
        if (known.indexOf(name) != known.lastIndexOf(name)) {
            throw twice(file, name);
        }
        return known.indexOf(name);
    }

    private static Refusal twice(String file, String column) {
        return new Refusal(TrendCode.FILE_UNREADABLE, file, "column " + column + " stands in it twice");
    }

    /** The unit of that short or long name, whatever its case, spaces and hyphens. */
    static Optional<Spacecraft> unit(String text, Instruments instruments) {
        return instruments.spacecraft().stream()
                .filter(unit -> Stream.of(unit.name(), unit.longName()).map(GainColumns::plain).anyMatch(plain(text)::equals)).findFirst();
    }

    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }
}
