package org.penumbra.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Temperatures;
import org.penumbra.analysis.dark.DarkSettings;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.delivery.Trees;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instruments;

/**
 * Every acquisition that was measured: {@code unit=…/type=…/acquisition=<product id>/} with {@code pixels.parquet}, the measurements in
 * {@code measure/}, {@code acquisition.json}, {@code evidence.json}, and {@code product.json.gz}, with which it can be analysed again.
 *
 * <p>An entry is whole or absent; one that is damaged is refused with its name, never passed over. One that is stored again is never away:
 * other processes read it meanwhile. Where a kill leaves files of both, the job, which has not ended, stores it once more. The column
 * {@code unit} is in {@code pixels.parquet} as well as in the path, because the file is that of the report: hive partitioning lets the path
 * win, and both say the same.
 */
public final class MeasurementArchive implements Past {
    private static final String PIXELS = "pixels.parquet";
    private static final String MEASUREMENTS = "measure";
    private static final String UNIT = "unit=";
    private static final String TYPE = "type=";
    private static final String ENTRY = "acquisition=";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String VALUES = "coalesce(mean, 'NaN'), coalesce(u, 'NaN'), coalesce(noise, 'NaN'), coalesce(change, 'NaN')";

    private final Parquet parquet;
    private final Path root;
    /** Kept while the memory is not needed: some 10 kB for each acquisition of all the years. */
    private final Map<Path, SoftReference<Read>> read = new ConcurrentHashMap<>();

    /**
     * @param archive the archive directory of the home; its {@code measurements/} need not exist before something is stored
     * @param files whose database is used
     */
    public MeasurementArchive(Path archive, MeasurementFiles files) {
        root = archive.resolve("measurements");
        parquet = files.parquet();
    }

    /** An acquisition as it was read from a file of that time and size. */
    private record Read(FileTime time, long size, Issue issue) {
    }

    /**
     * Puts what was measured and found of a product into the archive.
     *
     * @param pixels the report's {@code pixels.parquet}
     * @param measurements directory of the measurements
     */
    public void store(Dossier dossier, Path pixels, Path measurements) {
        Product product = dossier.product();
        Map<String, Double> values = new TreeMap<>();
        dossier.outcomes().values().forEach(outcome -> values.putAll(outcome.result().values()));
        DarkSettings plausible = dossier.settings().of("dark-signal", DarkSettings.class);
        Evidence evidence = dossier.outcomes().values().stream().map(outcome -> outcome.result().evidence()).reduce(Evidence.NONE, Evidence::and);
        store(Issue.of(product, new Acquisition(product.id(), product.spacecraft().unit(), product.type(), product.sensingStart(),
                Epoch.of(product, dossier.calibration()),
                Temperatures.of(product, plausible.coldestTemperature(), plausible.hottestTemperature()).means(), values)),
                evidence, Optional.of(product), pixels, measurements);
    }

    /**
     * Puts an acquisition of which no more is known into the archive, in place of one of the same id. Files are linked where the file system can,
     * else copied.
     *
     * @param pixels the report's {@code pixels.parquet}
     * @param measurements directory of the measurements
     */
    public void store(Acquisition acquisition, Path pixels, Path measurements) {
        store(acquisition, Evidence.NONE, pixels, measurements);
    }

    /** The same with what it showed of single pixels. */
    public void store(Acquisition acquisition, Evidence evidence, Path pixels, Path measurements) {
        store(new Issue(acquisition, Issue.UNKNOWN), evidence, pixels, measurements);
    }

    void store(Issue issue, Evidence evidence, Path pixels, Path measurements) {
        store(issue, evidence, Optional.empty(), pixels, measurements);
    }

    private void store(Issue issue, Evidence evidence, Optional<Product> product, Path pixels, Path measurements) {
        Acquisition acquisition = issue.acquisition();
        Path entry = entry(acquisition);
        Path fresh = entry.resolveSibling(".new." + acquisition.id());
        try {
            Trees.delete(fresh);
            Files.createDirectories(fresh.resolve(MEASUREMENTS));
            Trees.link(pixels, fresh.resolve(PIXELS));
            for (Path file : list(measurements)) {
                if (!file.getFileName().toString().startsWith(".")) {
                    Trees.link(file, fresh.resolve(MEASUREMENTS).resolve(file.getFileName()));
                }
            }
            AcquisitionFile.write(issue, fresh.resolve(AcquisitionFile.NAME));
            EvidenceFile.write(evidence, fresh.resolve(EvidenceFile.NAME));
            if (product.isPresent()) {
                ProductFile.write(product.get(), fresh.resolve(ProductFile.NAME));
            }
            if (Files.exists(entry)) {
                replace(entry, fresh);
            } else {
                Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File by file, so that the entry is there and readable all the while. */
    private static void replace(Path entry, Path fresh) throws IOException {
        Set<Path> names = new HashSet<>();
        for (Path file : files(fresh)) {
            Path name = fresh.relativize(file);
            names.add(name);
            Files.createDirectories(entry.resolve(name).getParent());
            Files.move(file, entry.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        for (Path file : files(entry)) {
            if (!names.contains(entry.relativize(file))) {
                Files.delete(file);
            }
        }
        Trees.delete(fresh);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
        return all(spacecraft, type).stream().filter(acquisition -> acquisition.sensingStart().isBefore(before)).toList();
    }

    private List<Acquisition> all(String spacecraft, AcquisitionType type) {
        Path directory = directory(spacecraft, type);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        // one acquisition that was issued again, under another id, is one: its latest issue. So is a scene at two levels: it must not recur by itself
        Map<Instant, Acquisition> issued = new TreeMap<>();
        list(directory).parallelStream().filter(entry -> entry.getFileName().toString().startsWith(ENTRY)).map(this::issue).sorted()
                .toList().forEach(issue -> issued.put(issue.acquisition().sensingStart(), issue.acquisition()));
        return List.copyOf(issued.values());
    }

    /** Units of which something is archived. */
    public List<String> units() {
        return !Files.isDirectory(root) ? List.of() : list(root).stream().map(entry -> entry.getFileName().toString())
                .filter(name -> name.startsWith(UNIT)).map(name -> name.substring(UNIT.length())).sorted().toList();
    }

    /** The acquisition of that id, if it is archived. */
    public Optional<Acquisition> acquisition(String spacecraft, AcquisitionType type, String id) {
        return Optional.of(entry(spacecraft, type, id)).filter(Files::isDirectory).map(this::issue).map(Issue::acquisition);
    }

    private Issue issue(Path entry) {
        Path file = entry.resolve(AcquisitionFile.NAME);
        require(entry, file);
        require(entry, entry.resolve(PIXELS));
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Read known = Optional.ofNullable(read.get(file)).map(SoftReference::get).orElse(null);
            if (known == null || !known.time().equals(now.lastModifiedTime()) || known.size() != now.size()) {
                known = new Read(now.lastModifiedTime(), now.size(), AcquisitionFile.read(file));
                read.put(file, new SoftReference<>(known));
            }
            return known.issue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(Path entry, Path needed) {
        if (!Files.isRegularFile(needed)) {
            throw new Refusal(HistoryCode.ENTRY_INCOMPLETE, List.of(needed.toString()), null, entry, needed.getFileName());
        }
    }

    /** Directory of the measurements of an archived acquisition. */
    public Path measurements(Acquisition acquisition) {
        return entry(acquisition).resolve(MEASUREMENTS);
    }

    /** Whether a path is that of an entry, however its home is written. */
    public static boolean isEntry(Path place) {
        return place.getFileName().toString().startsWith(ENTRY) && place.getParent().getFileName().toString().startsWith(TYPE);
    }

    /** The entry of the acquisition of that id, of whatever unit, if there is one that its product can be opened from. */
    public Optional<Path> find(AcquisitionType type, String id) {
        return units().stream().filter(unit -> NAME.matcher(unit).matches()).map(unit -> entry(unit, type, id))
                .filter(entry -> Files.isRegularFile(entry.resolve(ProductFile.NAME))).findFirst();
    }

    /**
     * The product of an entry.
     *
     * @throws Refusal HISTORY-101 or 102 when it is damaged or absent, DELIVERY-131 when its unit or instrument is not configured any more
     */
    public Product product(Path entry, Instruments instruments) {
        Path file = entry.resolve(ProductFile.NAME);
        require(entry, file);
        return ProductFile.read(file, instruments);
    }

    /**
     * Opens the product of an entry, which is only read: its measurements are linked, or copied, into a directory, in place of what is there.
     *
     * @throws Refusal HISTORY-101 or 102 when the entry is damaged or incomplete, DELIVERY-131 when its unit or instrument is not configured any more
     */
    public Product open(Path entry, Path measurements, Instruments instruments) {
        Product product = product(entry, instruments);
        try {
            Trees.delete(measurements);
            Files.createDirectories(measurements);
            for (BandDetector id : product.images().keySet()) {
                Path measurement = MeasurementFiles.file(entry.resolve(MEASUREMENTS), id);
                require(entry, measurement);
                Trees.link(measurement, MeasurementFiles.file(measurements, id));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return product;
    }

    /**
     * {@inheritDoc}
     *
     * @throws Refusal HISTORY-103 or 104 when the table is absent, damaged or incomplete
     */
    @Override
    public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
        int n = bandDetector.band().linesPerCycle();
        int most = bandDetector.band().columns() * n;
        double[][] values = new double[4][most];
        Path table = entry(acquisition).resolve(PIXELS);
        int rows = 0;
        int expected = 0;
        try (DuckDBConnection connection = parquet.connect(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(("SELECT \"column\" * %d + line_of_cycle - 1, %s"
                        + " FROM read_parquet(%s, hive_partitioning = false) WHERE %s")
                        .formatted(n, VALUES, Parquet.literal(table), of(bandDetector)))) {
            while (result.next()) {
                int pixel = result.getInt(1);
                for (int value = 0; value < values.length && pixel < most; value++) {
                    values[value][pixel] = result.getDouble(2 + value);
                }
                rows++;
                expected = Math.max(expected, pixel + 1);
            }
        } catch (SQLException e) {
            throw new Refusal(HistoryCode.PIXELS_UNREADABLE, List.of(), e, table, Parquet.words(e));
        }
        if (rows == 0) {
            // a detector that was not delivered then
            Arrays.stream(values).forEach(each -> Arrays.fill(each, Double.NaN));
            return new Pixels(values[0], values[1], values[2], values[3]);
        }
        if (rows != expected || rows > most || rows % n != 0) {
            throw new Refusal(HistoryCode.PIXELS_INCOMPLETE, table, rows, bandDetector, Math.min(most, (expected + n - 1) / n * n));
        }
        for (int value = 0; value < values.length; value++) {
            // level 1B has fewer columns
            values[value] = Arrays.copyOf(values[value], rows);
        }
        return new Pixels(values[0], values[1], values[2], values[3]);
    }

    /**
     * One column of a detector in every archived acquisition of a unit and type: earliest first, then by line of cycle.
     *
     * @param column 0-based
     * @throws Refusal HISTORY-103 when a table cannot be read; the message names it
     */
    public List<PixelReading> life(String spacecraft, AcquisitionType type, BandDetector bandDetector, int column) {
        Map<String, Acquisition> acquisitions = all(spacecraft, type).stream().collect(Collectors.toMap(Acquisition::id, Function.identity()));
        if (acquisitions.isEmpty()) {
            return List.of();
        }
        Path tables = directory(spacecraft, type).resolve(ENTRY + "*").resolve(PIXELS);
        List<PixelReading> readings = new ArrayList<>();
        try (DuckDBConnection connection = parquet.connect(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(("SELECT acquisition, line_of_cycle, %s FROM read_parquet(%s, hive_partitioning = true,"
                        + " hive_types_autocast = false) WHERE %s AND \"column\" = %d")
                        .formatted(VALUES, Parquet.literal(tables), of(bandDetector), column))) {
            while (result.next()) {
                Acquisition acquisition = acquisitions.get(result.getString(1));
                if (acquisition != null) {
                    readings.add(new PixelReading(acquisition.id(), acquisition.sensingStart(), result.getInt(2), result.getDouble(3),
                            result.getDouble(4), result.getDouble(5), result.getDouble(6)));
                }
            }
        } catch (SQLException e) {
            throw new Refusal(HistoryCode.PIXELS_UNREADABLE, List.of(), e, tables, Parquet.words(e));
        }
        readings.sort(Comparator.comparing(PixelReading::sensingStart)
                .thenComparing(PixelReading::acquisition).thenComparing(PixelReading::lineOfCycle));
        return readings;
    }

    @Override
    public Evidence evidence(Acquisition acquisition) {
        return EvidenceFile.read(entry(acquisition).resolve(EvidenceFile.NAME));
    }

    private static String of(BandDetector bandDetector) {
        return "band = %s AND detector = %d".formatted(Parquet.literal(bandDetector.band().name()), bandDetector.detector());
    }

    private Path entry(Acquisition acquisition) {
        return entry(acquisition.spacecraft(), acquisition.type(), acquisition.id());
    }

    private Path entry(String spacecraft, AcquisitionType type, String id) {
        return directory(spacecraft, type).resolve(ENTRY + plain(id));
    }

    private Path directory(String spacecraft, AcquisitionType type) {
        return root.resolve(UNIT + plain(spacecraft)).resolve(TYPE + type.label());
    }

    private static String plain(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Refusal(HistoryCode.BAD_NAME, name);
        }
        return name;
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
