package org.penumbra.calibration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;

/**
 * The calibration parameters of one unit that are in force at one instant (FORMATS 3).
 *
 * <p>Of each type and band that is the file whose validity holds the instant; of several the latest validity start, then the latest creation.
 * A file is read when it is first asked for, once, by whatever thread; one that is missing or unreadable is a {@link Refusal}, never a default.
 */
public final class CalibrationSet {
    private static final String ALL_BANDS = "B00";
    /** Far more buckets than files, so that threads that load different files seldom wait for one another. */
    private static final int BUCKETS = 1024;

    private final Path directory;
    private final String unit;
    private final Instant sensingStart;
    private final Map<GippName, Path> files;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>(BUCKETS);

    private record Loaded(Object parameters, Used used) {
    }

    /**
     * A file whose parameters were used.
     *
     * @param type {@code R2EQOG} …, or {@code DIFFUSER}
     * @param id file name without suffix
     * @param sha256 of the file as it is stored, lower-case hexadecimal
     */
    public record Used(String type, String id, String sha256) {
    }

    private CalibrationSet(Path directory, String unit, Instant sensingStart, Map<GippName, Path> files) {
        this.directory = directory;
        this.unit = unit;
        this.sensingStart = sensingStart;
        this.files = files;
    }

    /**
     * The set of a unit; no parameters are read yet.
     *
     * @param directory holds a directory for each unit, or the files of the unit directly
     * @param unit {@code S2A}
     * @param sensingStart UTC start of the datastrip
     * @throws Refusal CALIBRATION-101 if there is no file of the unit
     */
    public static CalibrationSet open(Path directory, String unit, Instant sensingStart) {
        Path own = directory.resolve(unit);
        Path used = Files.isDirectory(own) ? own : directory;
        Map<GippName, Path> files = Files.isDirectory(used) ? files(used, unit) : Map.of();
        if (files.isEmpty()) {
            throw new Refusal(CalibrationCode.NO_SET, List.of(own.toString()), null, unit, directory);
        }
        return new CalibrationSet(used, unit, sensingStart, files);
    }

    /** Blind columns. Like each of the following, refused as CALIBRATION-102 to -107 where no file is in force or it cannot be used. */
    public BlindPixels blindPixels() {
        return load(GippType.BLINDP, ALL_BANDS, BlindPixels.class, BlindPixels::parse);
    }

    /** Dark signal and law of a band over all its columns at level 1A; see {@link GroundEqualisation} for files without blind columns. */
    public GroundEqualisation groundEqualisation(Band band) {
        return load(GippType.R2EQOG, band.name(), GroundEqualisation.class,
                stored -> requireBand(stored, band, GroundEqualisation.parse(stored), GroundEqualisation::bandId).alignedTo(band));
    }

    /** Tables of the on-board equalisation of a band, over all its columns. */
    public OnBoardEqualisation onBoardEqualisation(Band band) {
        return load(GippType.R2EOB2, band.name(), OnBoardEqualisation.class,
                stored -> requireBand(stored, band, OnBoardEqualisation.parse(stored), OnBoardEqualisation::bandId).requireColumns(band.columns()));
    }

    /** Absolute coefficients and solar irradiances. */
    public AbsoluteGains absoluteGains() {
        return load(GippType.R2ABCA, ALL_BANDS, AbsoluteGains.class, AbsoluteGains::parse);
    }

    /** Columns known to be defective. */
    public DefectivePixels defectivePixels() {
        return load(GippType.R2DEPI, ALL_BANDS, DefectivePixels.class, DefectivePixels::parse);
    }

    /** Physical lines that the columns of the SWIR bands use. */
    public SwirArrangement swirArrangement() {
        return load(GippType.R2SWIR, ALL_BANDS, SwirArrangement.class, SwirArrangement::parse);
    }

    /** Noise model of the bands. */
    public NoiseModel noiseModel() {
        return load(GippType.R2NOMO, ALL_BANDS, NoiseModel.class, NoiseModel::parse);
    }

    /** Cross-talk between the bands. */
    public CrosstalkCorrection crosstalkCorrection() {
        return load(GippType.R2CRCO, ALL_BANDS, CrosstalkCorrection.class, CrosstalkCorrection::parse);
    }

    /** Characterisation of the Sun diffuser; it has no validity of its own. */
    public Diffuser diffuser() {
        String id = unit + "_DIFFUSER";
        Path file = directory.resolve(id + ".yaml");
        if (!Files.isRegularFile(file)) {
            throw notInForce(id + ".yaml");
        }
        return (Diffuser) loaded.computeIfAbsent(id, key -> {
            StoredGipp stored = StoredGipp.read(file);
            Diffuser diffuser = Diffuser.parse(stored);
            requireOf(stored, diffuser.unit(), unit);
            return new Loaded(diffuser, new Used("DIFFUSER", id, stored.sha256()));
        }).parameters();
    }

    /**
     * Name of the file in force: its {@link GippName#start()} dates the parameters, and equal names are the same epoch.
     *
     * @param band {@code B01} …; of no account for a type that has one file for all bands
     * @throws Refusal CALIBRATION-102 if there is none
     */
    public GippName inForce(GippType type, String band) {
        String ofBand = type.perBand() ? band : ALL_BANDS;
        return candidates(type).filter(name -> name.band().equals(ofBand))
                .max(Comparator.comparing(GippName::start).thenComparing(GippName::created).thenComparing(GippName::toString))
                .orElseThrow(() -> notInForce("%s_OPER_GIP_%s_*_%s".formatted(unit, type, ofBand)));
    }

    /** Names of the files of a type in force, in the order of their bands; empty if there is none. */
    public List<GippName> inForce(GippType type) {
        return candidates(type).map(GippName::band).distinct().map(band -> inForce(type, band))
                .sorted(Comparator.comparing(GippName::toString)).toList();
    }

    /**
     * What tells whether two sets agree in a type: the names of its files in force, without the band, each issue once with its bands
     * where there are several; empty if there is none.
     */
    public Optional<String> identity(GippType type) {
        Map<String, List<String>> issues = inForce(type).stream().collect(Collectors.groupingBy(name -> name.toString().replaceAll("_B\\w\\w$", ""),
                TreeMap::new, Collectors.mapping(GippName::band, Collectors.toList())));
        return issues.size() <= 1 ? issues.keySet().stream().findFirst() : Optional.of(issues.toString());
    }

    /** The files read so far, sorted by type and id. */
    public List<Used> used() {
        return loaded.values().stream().map(Loaded::used).sorted(Comparator.comparing(Used::type).thenComparing(Used::id)).toList();
    }

    private Stream<GippName> candidates(GippType type) {
        return files.keySet().stream().filter(name -> name.type().equals(type.name()) && name.holds(sensingStart));
    }

    private <G extends Gipp> G load(GippType type, String band, Class<G> as, Function<StoredGipp, G> parse) {
        GippName name = inForce(type, band);
        return as.cast(loaded.computeIfAbsent(name.toString(), key -> {
            StoredGipp stored = StoredGipp.read(files.get(name));
            G parameters = parse.apply(stored);
            requireOf(stored, parameters.header().satellite(), name.unit());
            return new Loaded(parameters, new Used(type.name(), key, stored.sha256()));
        }).parameters());
    }

    private static <G> G requireBand(StoredGipp stored, Band band, G parameters, Function<G, Integer> bandId) {
        requireOf(stored, "band " + bandId.apply(parameters), "band " + band.id());
        return parameters;
    }

    private static void requireOf(StoredGipp stored, String found, String expected) {
        if (!expected.equals(found)) {
            throw new Refusal(CalibrationCode.OF_ANOTHER, stored.name(), found, expected);
        }
    }

    private Refusal notInForce(String pattern) {
        return new Refusal(CalibrationCode.NOT_IN_FORCE, List.of(pattern), null, pattern, sensingStart, directory);
    }

    private static Map<GippName, Path> files(Path directory, String unit) {
        Map<GippName, Path> files = new TreeMap<>(Comparator.comparing(GippName::toString));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, unit + "_OPER_GIP_*")) {
            for (Path file : entries) {
                String fileName = file.getFileName().toString();
                Optional<String> suffix = StoredGipp.SUFFIXES.stream().filter(fileName::endsWith).findFirst();
                suffix.flatMap(end -> GippName.parse(fileName.substring(0, fileName.length() - end.length())))
                        .ifPresent(name -> files.merge(name, file, CalibrationSet::preferred));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Path preferred(Path one, Path other) {
        return rank(one) <= rank(other) ? one : other;
    }

    private static int rank(Path file) {
        return StoredGipp.SUFFIXES.stream().filter(file.toString()::endsWith).findFirst().map(StoredGipp.SUFFIXES::indexOf).orElseThrow();
    }
}
