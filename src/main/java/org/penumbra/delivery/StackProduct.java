package org.penumbra.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.penumbra.delivery.Product.Image;
import org.penumbra.delivery.RasterStack.Value;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;

/** Opens a raster stack: what its {@code delivery.yaml} means for its instrument (FORMATS 5). */
final class StackProduct {
    /** With the fraction of the second where there is one: two stacks may start in one second. */
    private static final DateTimeFormatter COMPACT = new DateTimeFormatterBuilder().appendPattern("yyyyMMdd'T'HHmmss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ALL = "all";

    private final Path root;
    private final RasterStack stack;
    private final Instrument instrument;

    private enum Layout {
        /** Each raster band is one band of the instrument, its rows are lines. */
        BANDS,
        /** One raster band, each of its rows is the single line of one band. */
        ROWS
    }

    private StackProduct(Path root, RasterStack stack, Instrument instrument) {
        this.root = root;
        this.stack = stack;
        this.instrument = instrument;
    }

    /**
     * Opens the directory in place.
     *
     * @throws Refusal DELIVERY-108, 150 or 151
     */
    static Product open(Path root, Instruments instruments) {
        RasterStack stack = RasterStack.read(root);
        Instrument instrument = instruments.instrument(stack.instrument().text()).orElseThrow(
                () -> malformed(stack.instrument(), "is not an instrument of config/instrument"));
        return new StackProduct(root, stack, instrument).product(instruments);
    }

    private Product product(Instruments instruments) {
        AcquisitionType type = AcquisitionType.ofLabel(stack.acquisitionType().text()).orElseThrow(
                () -> malformed(stack.acquisitionType(), "is not one of " + Arrays.stream(AcquisitionType.values())
                        .map(AcquisitionType::label).collect(Collectors.joining(", "))));
        Instant start = start();
        Spacecraft spacecraft = spacecraft(instruments);
        String id = Names.checked(String.join("_", instrument.id(), spacecraft.name(), COMPACT.format(start), type.label()));
        Map<BandDetector, List<Image>> images = images();
        Map<BandDetector, Image> knownDefects = knownDefects();
        return new Product(id, spacecraft, type, null, "RAW", start, null, Optional.empty(), images, knownDefects,
                Inventory.digest(root, List.copyOf(files())), List.of(), root);
    }

    private Instant start() {
        try {
            return Instant.parse(stack.sensingStart().text());
        } catch (DateTimeException e) {
            throw malformed(stack.sensingStart(), "is not a UTC time such as 2022-03-05T00:26:01Z");
        }
    }

    private Spacecraft spacecraft(Instruments instruments) {
        Value name = stack.spacecraft();
        Spacecraft spacecraft = instruments.unit(name.text(), instrument);
        if (!spacecraft.instrument().id().equals(instrument.id())) {
            throw malformed(name, "carries " + spacecraft.instrument().id() + ", not " + instrument.id());
        }
        return spacecraft;
    }

    private Map<BandDetector, List<Image>> images() {
        Map<BandDetector, List<Image>> found = new LinkedHashMap<>();
        for (RasterStack.Raster raster : stack.rasters()) {
            place(raster.file(), raster.band(), raster.detector(), layout(raster.layout(), Layout.BANDS)).forEach((place, image) -> {
                List<Image> images = found.computeIfAbsent(place, key -> new ArrayList<>());
                // how many lines a raster has is not known before it is read, so only single lines can follow each other
                if (images.stream().anyMatch(earlier -> earlier.row() < 0) || !images.isEmpty() && image.row() < 0) {
                    throw malformed(raster.file(), "is a second raster of " + place + "; only rasters of layout rows can follow each other");
                }
                images.add(new Image(image.file(), image.rasterBand(), image.row(), images.size()));
            });
        }
        Map<BandDetector, List<Image>> ordered = new LinkedHashMap<>();
        for (BandDetector place : instrument.bandDetectors()) {
            Optional.ofNullable(found.get(place)).ifPresent(images -> ordered.put(place, List.copyOf(images)));
        }
        return ordered;
    }

    private Map<BandDetector, Image> knownDefects() {
        RasterStack.Mask mask = stack.knownDefects();
        if (mask == null) {
            return Map.of();
        }
        Layout layout = layout(mask.layout(), layout(stack.rasters().get(0).layout(), Layout.BANDS));
        return place(mask.file(), new Value(ALL, mask.file().line()), null, layout);
    }

    /** Which part of a raster belongs to which (band, detector). */
    private Map<BandDetector, Image> place(Value file, Value band, Value detector, Layout layout) {
        Path path = root.resolve(name(file));
        int number = detector(file, detector);
        Map<BandDetector, Image> places = new LinkedHashMap<>();
        if (!band.text().equals(ALL)) {
            if (layout == Layout.ROWS) {
                throw malformed(band, "is one band; layout rows needs band: all");
            }
            places.put(new BandDetector(named(band), number), new Image(path, 1, -1, 0));
            return places;
        }
        for (Band each : instrument.measuredBands()) {
            places.put(new BandDetector(each, number),
                    layout == Layout.ROWS ? new Image(path, 1, each.id(), 0) : new Image(path, each.id() + 1, -1, 0));
        }
        return places;
    }

    private Band named(Value band) {
        try {
            Band named = instrument.band(band.text());
            if (instrument.measuredBands().contains(named)) {
                return named;
            }
            throw malformed(band, "is a band that " + instrument.id() + " does not measure");
        } catch (NoSuchElementException e) {
            throw malformed(band, "is neither all nor a band of " + instrument.id());
        }
    }

    private int detector(Value file, Value detector) {
        if (detector == null) {
            if (instrument.detectors() == 1) {
                return 1;
            }
            throw malformed(file, "needs a detector: " + instrument.id() + " has " + instrument.detectors());
        }
        for (int number = 1; number <= instrument.detectors(); number++) {
            if (detector.text().equals(String.valueOf(number))) {
                return number;
            }
        }
        throw malformed(detector, "is not a detector from 1 to " + instrument.detectors());
    }

    private static Layout layout(Value layout, Layout otherwise) {
        if (layout == null) {
            return otherwise;
        }
        return switch (layout.text()) {
            case "bands" -> Layout.BANDS;
            case "rows" -> Layout.ROWS;
            default -> throw malformed(layout, "is neither bands nor rows");
        };
    }

    private String name(Value file) {
        return Names.inside(root, file.text()).orElseThrow(() -> malformed(file, "lies outside the delivery"));
    }

    /** Everything that belongs to the stack: what it names, and the header beside a raster that has one. */
    private Set<String> files() {
        Set<String> files = new TreeSet<>(Set.of(RasterStack.NAME));
        List<String> missing = new ArrayList<>();
        for (Value value : stack.files()) {
            String name = name(value);
            if (!Files.isRegularFile(root.resolve(name))) {
                missing.add(name);
                continue;
            }
            checkNoLink(value, root.resolve(name));
            files.add(name);
            RasterStack.headers(name).stream().filter(header -> Files.isRegularFile(root.resolve(header))).forEach(files::add);
        }
        if (!missing.isEmpty()) {
            throw new Refusal(DeliveryCode.STACK_FILE_MISSING, missing, null, root.getFileName(), missing.get(0));
        }
        return files;
    }

    private void checkNoLink(Value value, Path file) {
        try {
            if (!file.toRealPath().equals(file)) {
                throw malformed(value, "is a link");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal malformed(Value value, String what) {
        return RasterStack.malformed(value.line(), "'" + value.text() + "' " + what);
    }
}
