package org.penumbra.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.penumbra.calibration.AbsoluteGains;
import org.penumbra.calibration.BlindPixels;
import org.penumbra.calibration.Columns;
import org.penumbra.calibration.CrosstalkCorrection;
import org.penumbra.calibration.DefectivePixels;
import org.penumbra.calibration.Diffuser;
import org.penumbra.calibration.Gipp;
import org.penumbra.calibration.GippHeader;
import org.penumbra.calibration.GippName;
import org.penumbra.calibration.GippType;
import org.penumbra.calibration.GroundEqualisation;
import org.penumbra.calibration.NoiseModel;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.calibration.SwirArrangement;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.instrument.Tdi;

/**
 * The calibration set that fits a simulated instrument exactly, as it was before all faults and ageing.
 * Every SWIR column uses its middle configuration until a re-selection, which has an issue of R2SWIR and R2EQOG of its own.
 */
final class SimulatedCalibration {
    private static final String VERSION = "0001";
    /** Knowledge of the diffuser reflectance by band id, fractions (DOMAIN A.6); any other unit has that of S2A. */
    private static final Map<String, double[]> REFLECTANCE_UNCERTAINTY = Map.of(
            "S2A", new double[] {.0109, .0108, .0084, .0073, .0068, .0097, .0083, .0081, .0088, .0097, .0139, .0139, .0158},
            "S2B", new double[] {.0116, .0100, .0079, .0070, .0085, .0077, .0080, .0080, .0085, .0066, .0170, .0146, .0213},
            "S2C", new double[] {.0086, .0079, .0079, .0063, .0074, .0073, .0069, .0059, .0066, .0061, .0159, .0144, .0189});

    private final SimulatedInstrument instrument;
    private final Spacecraft unit;
    private final Scenario scenario;
    private final Instant validFrom;

    /** @param scenario as a whole, with its series */
    SimulatedCalibration(SimulatedInstrument instrument, Scenario scenario) {
        this.instrument = instrument;
        this.unit = instrument.unit();
        this.scenario = scenario;
        Instant given = scenario.calibration().validFrom();
        validFrom = given == null ? scenario.sensingStart().minus(Duration.ofDays(30)) : given;
    }

    /** Names of the files that there are, by type, then band. */
    List<GippName> names() {
        List<GippName> names = new ArrayList<>();
        for (GippType type : GippType.values()) {
            for (String band : type.perBand() ? unit.instrument().bands().stream().map(Band::name).toList() : List.of("B00")) {
                if (!scenario.calibration().missing().contains(new Scenario.Calibration.Missing(type.name(), type.perBand() ? band : null))) {
                    Instant start = type == GippType.R2SWIR && scenario.calibration().swirValidFrom() != null
                            ? scenario.calibration().swirValidFrom() : validFrom;
                    Instant second = start.truncatedTo(ChronoUnit.SECONDS);
                    names.add(new GippName(unit.name(), type.name(), ProductNames.SITE, second, second, GippName.OPEN_END, band));
                }
            }
        }
        for (Instant start : conventions()) {
            names.add(new GippName(unit.name(), GippType.R2ABCA.name(), ProductNames.SITE, start, start, GippName.OPEN_END, "B00"));
        }
        for (Scenario.Reselection reselection : scenario.reselections()) {
            Instant start = scenario.activation(reselection);
            for (GippName name : List.of(new GippName(unit.name(), GippType.R2SWIR.name(), ProductNames.SITE, start, start, GippName.OPEN_END, "B00"),
                    new GippName(unit.name(), GippType.R2EQOG.name(), ProductNames.SITE, start, start, GippName.OPEN_END, reselection.at().band()))) {
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** When another convention of the solar irradiance begins within the series. */
    private List<Instant> conventions() {
        Instant last = scenario.sensingStart().plusMillis(Math.round(scenario.days(scenario.acquisitions()) * 86_400_000));
        return unit.solarIrradiance().stream().map(one -> one.from().atStartOfDay(ZoneOffset.UTC).toInstant())
                .filter(start -> start.isAfter(scenario.sensingStart()) && !start.isAfter(last)).toList();
    }

    /** Shift of each column that R2SWIR says from a time on. */
    private int[] shifts(BandDetector place, Instant start) {
        int[] shifts = new int[place.band().columns()];
        inForce(place, start).forEach(reselection -> reselection.at().columns().forEach(column -> shifts[column] = reselection.shift()));
        return shifts;
    }

    private Stream<Scenario.Reselection> inForce(BandDetector place, Instant start) {
        return scenario.reselections().stream()
                .filter(reselection -> reselection.at().holds(place) && !scenario.activation(reselection).isAfter(start));
    }

    static String version() {
        return VERSION;
    }

    /** One task for each file, into a directory, which is made. */
    List<Callable<Void>> files(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (GippName name : names()) {
            tasks.add(() -> {
                gipp(name).write(directory.resolve(name + ".xml"));
                return null;
            });
        }
        tasks.add(() -> {
            diffuser(unit).write(directory.resolve(unit.name() + "_DIFFUSER.yaml"));
            return null;
        });
        return tasks;
    }

    /** The content of one file. */
    Gipp gipp(GippName name) {
        GippType type = GippType.valueOf(name.type());
        GippHeader header = GippHeader.of(type, name.unit(), name.band(), "SIMULATION", name.start(), Integer.parseInt(VERSION));
        return switch (type) {
            case BLINDP -> new BlindPixels(header, byBand((band, detector) -> blind(band)));
            case R2EQOG -> equalisation(header, unit.instrument().band(name.band()), name.start());
            case R2EOB2 -> onBoard(header, unit.instrument().band(name.band()));
            case R2ABCA -> gains(header, name.start());
            case R2DEPI -> new DefectivePixels(header, defects());
            case R2SWIR -> new SwirArrangement(header, new TreeMap<>(byBand((band, detector) ->
                    Arrays.stream(shifts(new BandDetector(band, detector), name.start())).boxed().toList()).tailMap(10)));
            case R2NOMO -> new NoiseModel(header, eachBand(band ->
                    new NoiseModel.Noise(unit.noise().get(band.name()).alpha(), unit.noise().get(band.name()).beta())));
            case R2CRCO -> new CrosstalkCorrection(header, eachBand(band ->
                    new CrosstalkCorrection.Coefficients(Columns.filled(13, 0), Columns.of(unit.instrument().bands().stream()
                            .mapToDouble(from -> SimulatedInstrument.crosstalk(band, from)).toArray()))));
        };
    }

    private static BlindPixels.Detector blind(Band band) {
        int side = SimulatedInstrument.blindPerSide(band);
        int last = band.columns() - 1;
        List<Integer> valid = IntStream.range(0, side - 4).boxed().toList();
        List<Integer> notValid = IntStream.range(side - 4, side).boxed().toList();
        return new BlindPixels.Detector(side, new BlindPixels.Side(valid, notValid),
                new BlindPixels.Side(mirrored(valid, last), mirrored(notValid, last)));
    }

    private static List<Integer> mirrored(List<Integer> columns, int last) {
        return columns.stream().map(column -> last - column).sorted().toList();
    }

    private GroundEqualisation equalisation(GippHeader header, Band band, Instant start) {
        SortedMap<Integer, GroundEqualisation.Detector> detectors = eachDetector(detector -> {
            BandDetector place = new BandDetector(band, detector);
            double[] dark = instrument.dark(place);
            int n = band.linesPerCycle();
            int[] shifts = shifts(place, start);
            Arrays.setAll(dark, i -> dark[i] + instrument.darkOfLine(place, i / n, shifts[i / n]));
            double[] response = new double[band.columns()];
            Arrays.fill(response, 1);
            inForce(place, start)
                    .forEach(reselection -> reselection.at().columns().forEach(column -> response[column] = reselection.responseFactor()));
            return new GroundEqualisation.Detector(instrument.gamma(place).divided(response), IntStream.range(0, n)
                    .mapToObj(j -> Columns.of(IntStream.range(0, band.columns()).mapToDouble(column -> dark[column * n + j]).toArray())).toList());
        });
        Tdi tdi = StripMetadata.TDI_BANDS.contains(band.id()) ? Tdi.APPLIED : Tdi.NO_TDI;
        return new GroundEqualisation(header, band.id(), new TreeMap<>(Map.of(tdi, detectors)));
    }

    private OnBoardEqualisation onBoard(GippHeader header, Band band) {
        SortedMap<Integer, SortedMap<Integer, OnBoardEqualisation.Law>> tables = new TreeMap<>();
        IntStream.rangeClosed(1, scenario.acquisitions()).map(number -> scenario.acquisition(number).nucTableId()).distinct().forEach(table ->
                tables.put(table, eachDetector(detector -> instrument.onBoard(new BandDetector(band, detector), table))));
        return new OnBoardEqualisation(header, band.id(), tables);
    }

    /** The gains of the unit at the start of the series; with another convention those that give the same reflectance responsivity. */
    private AbsoluteGains gains(GippHeader header, Instant start) {
        Map<String, Double> first = irradiance(unit, scenario.sensingStart());
        Map<String, Double> then = start.isAfter(scenario.sensingStart()) ? irradiance(unit, start) : first;
        return new AbsoluteGains(header, eachBand(band -> {
            String name = band.name();
            return new AbsoluteGains.Gain(
                    then.equals(first) ? unit.gain().get(name) : unit.gain().get(name) * first.get(name) / then.get(name), then.get(name));
        }));
    }

    /** ESUN by band name in W.m-2.µm-1 at a time; refused as SIMULATION-108 where the unit has none. */
    static Map<String, Double> irradiance(Spacecraft unit, Instant time) {
        LocalDate day = time.atZone(ZoneOffset.UTC).toLocalDate();
        return unit.solarIrradiance(day).orElseThrow(() -> new Refusal(SimulationCode.NO_IRRADIANCE, unit.name(), day)).values();
    }

    private List<DefectivePixels.Singularity> defects() {
        return scenario.calibration().defective().stream().map(where -> {
            Band band = unit.instrument().band(where.band());
            return new DefectivePixels.Singularity(band.id(), "DEFECTIVE", where.detector(),
                    Arrays.stream(where.columns(band.columns(), any -> true)).boxed().toList());
        }).toList();
    }

    /**
     * A diffuser of reflectance 0.95 whose normal is tilted by 75° from the flight direction towards the zenith:
     * over the North Pole the Sun stands ahead and about 15° above the horizon, 60° from the normal.
     */
    static Diffuser diffuser(Spacecraft unit) {
        double half = Math.toRadians(195) / 2;
        SortedMap<String, Diffuser.Surface> bands = new TreeMap<>();
        for (Band band : unit.instrument().bands()) {
            bands.put(band.name(), new Diffuser.Surface(0.95, List.of(-0.05, 0.02), List.of(0.003, -0.005), 1.007,
                    REFLECTANCE_UNCERTAINTY.getOrDefault(unit.name(), REFLECTANCE_UNCERTAINTY.get("S2A"))[band.id()]));
        }
        return new Diffuser(unit.name(), List.of(0.0, Math.sin(half), 0.0, Math.cos(half)), 60, bands);
    }

    private <T> SortedMap<Integer, SortedMap<Integer, T>> byBand(BiFunction<Band, Integer, T> value) {
        return eachBand(band -> eachDetector(detector -> value.apply(band, detector)));
    }

    private <T> SortedMap<Integer, T> eachBand(Function<Band, T> value) {
        SortedMap<Integer, T> map = new TreeMap<>();
        unit.instrument().bands().forEach(band -> map.put(band.id(), value.apply(band)));
        return map;
    }

    private <T> SortedMap<Integer, T> eachDetector(Function<Integer, T> value) {
        SortedMap<Integer, T> map = new TreeMap<>();
        IntStream.rangeClosed(1, unit.instrument().detectors()).forEach(detector -> map.put(detector, value.apply(detector)));
        return map;
    }
}
