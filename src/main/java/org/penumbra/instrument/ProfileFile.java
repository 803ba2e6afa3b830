package org.penumbra.instrument;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.finding.Refusal;

/** The keys of {@code config/instrument/<id>.yaml} that describe an instrument; absent numbers are null. */
record ProfileFile(@JsonProperty(required = true) int detectors, @JsonProperty(required = true) double saturation,
                   @JsonProperty(required = true) int minimumLines, @JsonProperty(required = true) int sufficientLines,
                   Double linePeriod, List<Range> blindColumns, List<Range> excludedColumns, List<String> excludedBands,
                   Boolean digitisedBeforeEqualisation, @JsonProperty(required = true) JsonNode bands) {

    /** First and last column of a range, 0-based, both included; written {@code [first, last]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Range(int first, int last) {
        static List<Integer> columns(List<Range> ranges) {
            return ranges.stream().flatMapToInt(range -> IntStream.rangeClosed(range.first, range.last)).boxed().toList();
        }
    }

    ProfileFile {
        blindColumns = Objects.requireNonNullElse(blindColumns, List.of());
        excludedColumns = Objects.requireNonNullElse(excludedColumns, List.of());
        excludedBands = Objects.requireNonNullElse(excludedBands, List.of());
    }

    /** One band, or {@code count} bands alike whose {@code name} is a format of the band id. */
    record BandEntry(Integer count, @JsonProperty(required = true) String name, @JsonProperty(required = true) FocalPlane focalPlane,
                     @JsonProperty(required = true) int columns, @JsonProperty(value = "columns_level_1b", required = true) int columnsLevel1B,
                     @JsonProperty(required = true) int linesPerCycle, @JsonProperty(required = true) int linePeriods,
                     Double referenceRadiance, Double requiredSnr, Double wavelength) {

        Band band(int id) {
            return new Band(id, count == null ? name : name.formatted(id), focalPlane, columns, columnsLevel1B, linesPerCycle, linePeriods,
                    orNaN(referenceRadiance), orNaN(requiredSnr), orNaN(wavelength));
        }
    }

    Instrument instrument(Path file, String id) {
        List<Band> all = new ArrayList<>();
        for (JsonNode node : bands.isArray() ? bands : List.of(bands)) {
            BandEntry entry = Yaml.convert(file, node, BandEntry.class);
            IntStream.range(0, entry.count() == null ? 1 : entry.count()).forEach(i -> all.add(entry.band(all.size())));
        }
        check(file, all);
        return new Instrument(id, detectors, all, saturation, minimumLines, sufficientLines, orNaN(linePeriod),
                Range.columns(blindColumns), Range.columns(excludedColumns),
                excludedBands, Boolean.TRUE.equals(digitisedBeforeEqualisation));
    }

    private void check(Path file, List<Band> all) {
        require(file, detectors >= 1, "detectors", detectors, "1 or more");
        require(file, saturation > 0, "saturation", saturation, "above 0 LSB");
        require(file, minimumLines >= 1, "minimum_lines", minimumLines, "1 or more lines");
        require(file, sufficientLines >= minimumLines, "sufficient_lines", sufficientLines, "at least minimum_lines");
        require(file, linePeriod == null || linePeriod > 0, "line_period", linePeriod, "above 0 ms");
        require(file, !all.isEmpty(), "bands", "empty", "one band or more");
        Set<String> names = new HashSet<>();
        for (Band band : all) {
            require(file, names.add(band.name()), "name", band.name(), "each name once");
            require(file, band.columns() >= 1, "columns", band.columns(), "1 or more");
            require(file, band.columnsLevel1B() >= 1 && band.columnsLevel1B() <= band.columns(), "columns_level_1b",
                    band.columnsLevel1B(), "1 to the columns of " + band.name());
            require(file, band.linesPerCycle() >= 1, "lines_per_cycle", band.linesPerCycle(), "1 or more");
            require(file, band.linePeriods() >= 1, "line_periods", band.linePeriods(), "1 or more");
            require(file, !(band.referenceRadiance() <= 0), "reference_radiance", band.referenceRadiance(), "above 0 W.m-2.sr-1.µm-1");
            require(file, !(band.requiredSnr() <= 0), "required_snr", band.requiredSnr(), "above 0");
            require(file, !(band.wavelength() <= 0), "wavelength", band.wavelength(), "above 0 nm");
        }
        int narrowest = all.stream().mapToInt(Band::columns).min().orElseThrow();
        check(file, "blind_columns", blindColumns, narrowest);
        check(file, "excluded_columns", excludedColumns, narrowest);
        List<Integer> both = Range.columns(excludedColumns).stream().filter(Range.columns(blindColumns)::contains).toList();
        require(file, both.isEmpty(), "excluded_columns", both, "columns that are not blind");
        for (String name : excludedBands) {
            require(file, names.contains(name), "excluded_bands", name, "the name of a band");
        }
    }

    /** They are the same in every band, so that each band must have them. */
    private static void check(Path file, String key, List<Range> ranges, int narrowest) {
        for (Range range : ranges) {
            require(file, 0 <= range.first() && range.first() <= range.last() && range.last() < narrowest, key,
                    "[" + range.first() + ", " + range.last() + "]", "first and last column between 0 and " + (narrowest - 1));
        }
    }

    static void require(Path file, boolean holds, String key, Object value, String expected) {
        if (!holds) {
            throw new Refusal(InstrumentCode.OUT_OF_RANGE, file, key, value, expected);
        }
    }

    private static double orNaN(Double value) {
        return value == null ? Double.NaN : value;
    }
}
