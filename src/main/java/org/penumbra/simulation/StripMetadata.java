package org.penumbra.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Datastrip;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.instrument.Spacecraft;

/** What the metadata of one simulated acquisition say: the plan of the strip, its times, orbit and temperatures. */
final class StripMetadata {
    /** GPS minus UTC in s since 2017-01-01; Sentinel-2 scenarios before that day would need 17. */
    private static final int LEAP_SECONDS = 18;
    private static final double LINES_PER_PACKET = 12;
    static final List<Integer> TDI_BANDS = List.of(2, 3, 11, 12);
    private static final Duration MARGIN = Duration.ofSeconds(12);
    private static final Instant FIRST_ORBIT = Instant.parse("2015-06-23T01:52:00Z");
    private static final double ORBITS_PER_DAY = 14.3;
    /** How the bands follow one another along track (DOMAIN A.2). */
    private static final List<String> ALONG_TRACK =
            List.of("B02", "B08", "B03", "B10", "B04", "B05", "B11", "B06", "B07", "B8A", "B12", "B01", "B09");
    /** By band id: ms, and compression ratio, of the S2A datastrip of 2020-08-16 (DOMAIN A.2). */
    private static final double[] INTEGRATION_TIMES = {7.4473767, 1.2821506, 1.3230393, 1.3872929, 2.844058, 2.7251472, 2.7489293, 1.2704681,
        2.5586717, 7.593408, 5.6989655, 1.4035684, 1.5003662};
    private static final double[] COMPRESSION_RATES = {2.655, 2.97, 2.97, 2.97, 2.655, 2.655, 2.655, 2.97, 2.655, 2.655, 2.655, 2.4, 2.4};

    private final Scenario scenario;
    private final Spacecraft unit;
    private final List<Band> bands;
    private final Orbit orbit;
    private final Instant start;
    private final Instant stop;
    private final ProductNames names;

    /** One granule row of one detector, as the granule template needs it; position 1-based in 10 m lines, footprint latitude longitude height …. */
    public record Granule(int index, int detector, Instant sensing, String id, String datastripId, int position, int lines, double sunZenith,
                          double sunAzimuth, List<Double> footprint, List<Double> centre) {
    }

    /** Position and velocity in J2000 at a GPS time, m and m/s, and the angle from the ascending node in rad. */
    public record Inertial(Instant gpsTime, double x, double y, double z, double vx, double vy, double vz, double orbitAngle) {
    }

    /** @param scenario one acquisition: a scenario without a series */
    StripMetadata(Scenario scenario, Spacecraft unit) {
        this.scenario = scenario;
        this.unit = unit;
        bands = scenario.bands().stream().map(unit.instrument()::band).sorted((a, b) -> a.id() - b.id()).toList();
        start = scenario.sensingStart();
        orbit = new Orbit(scenario.unit(), start, scenario.sunZenith(), scenario.acquisitionType() == AcquisitionType.SUN_DIFFUSER);
        stop = start.plusSeconds(8).plus(lines(scenario.lines())).truncatedTo(ChronoUnit.MILLIS);
        names = new ProductNames(scenario.unit(), scenario.level(), (orbitNumber() + 2) % 143 + 1,
                start.truncatedTo(ChronoUnit.SECONDS).plusSeconds(6 * 3600), start, stop);
    }

    ProductNames names() {
        return names;
    }

    List<Band> bands() {
        return bands;
    }

    /** Every granule, detectors ascending, then along track. */
    List<Granule> granules() {
        return scenario.detectors().stream().sorted()
                .flatMap(detector -> Stream.iterate(0, i -> i + 1).limit(scenario.granules()).map(index -> granule(index, detector))).toList();
    }

    private Granule granule(int index, int detector) {
        int first = index * scenario.linesPerGranule();
        Instant from = start.plus(lines(first));
        Instant to = from.plus(lines(scenario.lines(index)));
        Instant middle = from.plus(lines(scenario.lines(index) / 2));
        double left = (detector - 7) * 24_200.0;
        List<Double> footprint = new ArrayList<>();
        for (double[] corner : List.of(orbit.ground(from, left), orbit.ground(from, left + 25_000), orbit.ground(to, left + 25_000),
                orbit.ground(to, left), orbit.ground(from, left))) {
            footprint.addAll(List.of(corner[0], corner[1], 0.0));
        }
        double[] centre = orbit.ground(middle, left + 12_500);
        Orbit.Angles sun = orbit.sun(middle);
        Instant sensing = names.sensing(index, lines(scenario.linesPerGranule()));
        return new Granule(index, detector, sensing, names.granule(sensing, detector), names.datastrip(), first + 1, scenario.lines(index),
                sun.zenith(), sun.azimuth(), footprint, List.of(centre[0], centre[1], 0.0));
    }

    /** @param gipps the files that the processing used */
    Datastrip datastrip(List<Datastrip.GippName> gipps) {
        List<Datastrip.Granule> granules = granules().stream().map(g -> new Datastrip.Granule(g.id(), g.detector(), g.position())).toList();
        return new Datastrip(names.datastrip(), scenario.level(), scenario.spacecraftName() == null ? unit.longName() : scenario.spacecraftName(),
                names.datatake(orbitNumber()), scenario.datatakeType(), start, names.relativeOrbit(),
                orbit.ascending(start) ? "ASCENDING" : "DESCENDING", start, stop, ProductNames.BASELINE, granules,
                scenario.compressMode(), scenario.equalizationMode(), scenario.nucTableId(),
                scenario.detectors().stream().sorted().toList(), TDI_BANDS,
                byBand(band -> unit.gain().get(band.name())), byBand(band -> COMPRESSION_RATES[band.id()]),
                byBand(band -> INTEGRATION_TIMES[band.id()]),
                100.0 * lostPackets() / packets(), lostPackets(), unit.instrument().linePeriod(), timeStamps(), solarAngles(), true,
                scenario.level().equals("L1B") ? byBand(band -> (double) Level1BLines.OFFSET) : Map.of(), temperatures(), attitudes(), positions(),
                0.0, (double) LEAP_SECONDS,
                byBand(band -> new Datastrip.Noise(unit.noise().get(band.name()).alpha(), unit.noise().get(band.name()).beta())),
                gipps, Map.of());
    }

    /** Where the spacecraft is and where it looks, at a time UTC. */
    Orbit.State state(Instant utc) {
        return orbit.at(utc);
    }

    /** When a line of a (band, detector) is taken, UTC. */
    Instant lineTime(BandDetector place, long line) {
        double period = unit.instrument().linePeriod() * place.band().linePeriods();
        return start.plusNanos(Math.round(firstLine(place) * 1e9 + line * period * 1e6));
    }

    /**
     * Time of the first line after the start of the datastrip in s: odd detectors look ahead, even ones behind, the more so the later a band comes.
     */
    private static double firstLine(BandDetector place) {
        return 4 + (place.detector() % 2 == 0 ? -1 : 1) * (1.026 + 0.22 * ALONG_TRACK.indexOf(place.band().name()));
    }

    /** Ephemeris of the attitude control, each second. */
    List<Inertial> inertial() {
        return instants(Duration.ofSeconds(1)).map(utc -> {
            Orbit.State state = orbit.at(utc);
            Vector3D p = state.inertialPosition();
            Vector3D v = state.inertialVelocity();
            return new Inertial(gps(utc), p.getX(), p.getY(), p.getZ(), v.getX(), v.getY(), v.getZ(), orbit.angle(utc));
        }).toList();
    }

    private int orbitNumber() {
        return (int) (Duration.between(FIRST_ORBIT, start).toMillis() / 86_400_000.0 * ORBITS_PER_DAY);
    }

    /** Source packets hold twelve lines of a band, whatever its resolution. */
    private int packets() {
        return scenario.detectors().size() * bands.stream().mapToInt(band -> packets(band, scenario.lines())).sum();
    }

    private int lostPackets() {
        return scenario.faults().stream().filter(Fault.LostLines.class::isInstance).map(Fault.LostLines.class::cast)
                .mapToInt(fault -> bands.stream().mapToInt(band -> packets(band, fault.lines().get(1) - fault.lines().get(0) + 1)
                        * (int) scenario.detectors().stream().filter(detector -> fault.at().holds(new BandDetector(band, detector))).count())
                        .sum()).sum();
    }

    /** @param lines 10 m lines */
    private static int packets(Band band, int lines) {
        return (int) Math.ceil(lines / LINES_PER_PACKET / band.linePeriods());
    }

    private List<Datastrip.TimeStamp> timeStamps() {
        return bands.stream().flatMap(band -> scenario.detectors().stream().sorted().map(detector ->
                new Datastrip.TimeStamp(band.id(), detector, 1, gps(lineTime(new BandDetector(band, detector), 0))))).toList();
    }

    private List<Datastrip.SolarAngles> solarAngles() {
        return Stream.iterate(0, i -> i + 1).limit(scenario.granules()).flatMap(index -> {
            int line = index * scenario.linesPerGranule() + scenario.lines(index) / 2;
            Orbit.Angles sun = orbit.sun(start.plus(lines(line)));
            return Stream.of("begin", "center", "end").map(pos -> new Datastrip.SolarAngles(line, pos, sun.zenith(), sun.azimuth()));
        }).toList();
    }

    private List<Datastrip.Temperature> temperatures() {
        List<Datastrip.Temperature> all = new ArrayList<>();
        for (FocalPlane plane : FocalPlane.values()) {
            all.addAll(temperature("FPA " + plane, "°C", scenario.temperatures().of(plane)));
        }
        all.addAll(temperature("FEE VNIR", "°C", 21.7));
        all.addAll(temperature("FEE SWIR", "°C", 51));
        for (String sensor : List.of("Mirror 1", "Mirror 2", "Mirror 3", "ThSensor +X-Z", "ThSensor -X-Z",
                "ThSensor +Y", "ThSensor -Y", "ThSensor +Z", "Splitter bot+X", "Splitter top-X")) {
            all.addAll(temperature(sensor, "°C", 20.3));
        }
        for (int diffuser = 0; diffuser < 3; diffuser++) {
            all.addAll(temperature("CSM_Diffuser " + diffuser, "Ohm", 21));
        }
        return all;
    }

    private List<Datastrip.Temperature> temperature(String sensor, String degree, double value) {
        return instants(Duration.ofSeconds(10)).map(utc -> new Datastrip.Temperature(sensor, degree, gps(utc), value)).toList();
    }

    private List<Datastrip.Attitude> attitudes() {
        return instants(Duration.ofMillis(100)).map(utc -> {
            // commons-math3 holds the conjugate of Hamilton's quaternion
            Rotation rotation = orbit.at(utc).toJ2000();
            return new Datastrip.Attitude(gps(utc), -rotation.getQ1(), -rotation.getQ2(), -rotation.getQ3(), rotation.getQ0(), true);
        }).toList();
    }

    private List<Datastrip.GpsPoint> positions() {
        return instants(Duration.ofSeconds(1)).map(utc -> {
            Vector3D p = orbit.at(utc).position();
            Vector3D v = orbit.at(utc).velocity();
            return new Datastrip.GpsPoint(gps(utc), inMillimetres(p.getX()), inMillimetres(p.getY()), inMillimetres(p.getZ()),
                    inMillimetres(v.getX()), inMillimetres(v.getY()), inMillimetres(v.getZ()));
        }).toList();
    }

    private Stream<Instant> instants(Duration step) {
        Instant first = start.truncatedTo(ChronoUnit.SECONDS).minus(MARGIN);
        return Stream.iterate(first, time -> time.isBefore(stop.plus(MARGIN)), time -> time.plus(step));
    }

    /** Duration of 10 m lines. */
    private Duration lines(int count) {
        return Duration.ofNanos(Math.round(count * unit.instrument().linePeriod() * 1e6)).truncatedTo(ChronoUnit.MICROS);
    }

    private <T> Map<Integer, T> byBand(Function<Band, T> value) {
        Map<Integer, T> map = new TreeMap<>();
        bands.forEach(band -> map.put(band.id(), value.apply(band)));
        return map;
    }

    /** GPS time written as if it were UTC, as in the metadata. */
    private static Instant gps(Instant utc) {
        return utc.plusSeconds(LEAP_SECONDS);
    }

    /** Whole millimetres (per second), in m. */
    private static double inMillimetres(double metres) {
        return Math.rint(metres * 1000) / 1000;
    }
}
