package org.penumbra.analysis.response;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.penumbra.calibration.Diffuser;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Refusal;
import org.penumbra.geometry.AttitudeSeries;
import org.penumbra.geometry.AttitudeSeries.Attitude;
import org.penumbra.geometry.GeometryCode;
import org.penumbra.geometry.Illumination;
import org.penumbra.geometry.LineTimes;
import org.penumbra.geometry.SunEphemeris;
import org.penumbra.geometry.UnitQuaternion;
import org.penumbra.instrument.BandDetector;

/**
 * The angle of the Sun from the diffuser normal over a datastrip (METHODS 3).
 *
 * <p>It is computed every 20 ms and linear in between: at an orbital rate of 0.06°/s the cosine is then within 10⁻¹⁰ of the exact one.
 */
public final class Sunlight {
    private static final double LONGEST_STEP = 0.02;

    private final double step;
    private final double[] incidence;
    private final double irradianceFactor;
    private final Map<BandDetector, Lines> lines;

    private Sunlight(double step, double[] incidence, double irradianceFactor, Map<BandDetector, Lines> lines) {
        this.step = step;
        this.incidence = incidence;
        this.irradianceFactor = irradianceFactor;
        this.lines = lines;
    }

    /**
     * When the lines of a (band, detector) were taken.
     *
     * @param begin start of its first line after the first of the strip, in s
     * @param period of its lines in s
     */
    private record Lines(double begin, double period) {
    }

    /**
     * The light on some (band, detector)s of a product.
     *
     * @param ids which
     * @param length of the strip in shortest line periods
     * @param ephemeris where the Sun is at a GPS time
     * @throws Refusal GEOMETRY-101 to 106 where attitudes or line times are missing or the Sun is behind the diffuser
     */
    static Sunlight of(Product product, Diffuser diffuser, List<BandDetector> ids, int length, Function<Instant, SunEphemeris.Sun> ephemeris) {
        Datastrip datastrip = product.datastrip().orElseThrow();
        Map<BandDetector, Instant> begins = new HashMap<>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (BandDetector id : ids) {
            LineTimes of = product.lineTimes(id).orElseThrow(() -> new Refusal(GeometryCode.NO_LINE_TIMES, id));
            int firstLine = product.firstLine(id);
            begins.put(id, of.at(firstLine));
            first = earlier(first, of.at(firstLine));
            last = later(last, of.at(firstLine + length / id.band().linePeriods() - 1));
        }
        Instant begin = first;
        Map<BandDetector, Lines> lines = new HashMap<>();
        begins.forEach((id, start) -> lines.put(id, new Lines(seconds(begin, start), datastrip.linePeriod() * id.band().linePeriods() / 1000)));
        List<Double> q = diffuser.spacecraftToDiffuser();
        Illumination illumination = new Illumination(attitudes(datastrip), new UnitQuaternion(q.get(0), q.get(1), q.get(2), q.get(3)), ephemeris);
        double duration = seconds(first, last);
        int steps = Math.max(1, (int) Math.ceil(duration / LONGEST_STEP));
        double step = Math.max(duration, LONGEST_STEP / 1000) / steps;
        double[] incidence = new double[steps + 1];
        Instant end = last;
        Arrays.setAll(incidence, i -> Math.acos(illumination.cosine(earlier(end, begin.plusNanos(Math.round(i * step * 1e9))))));
        Instant middle = first.plus(Duration.between(first, last).dividedBy(2));
        return new Sunlight(step, incidence, ephemeris.apply(middle).irradianceFactor(), lines);
    }

    /** U = 1/d², d the Earth–Sun distance in AU, in the middle of the strip. */
    public double irradianceFactor() {
        return irradianceFactor;
    }

    /** Angle in rad in the middle of the strip. */
    public double middle() {
        return incidence[incidence.length / 2];
    }

    /** The angle in rad on a measured line of a (band, detector), 0-based. */
    double incidence(BandDetector id, int line) {
        Lines of = lines.get(id);
        double position = (of.begin() + line * of.period()) / step;
        int at = Math.min(incidence.length - 2, (int) position);
        double fraction = position - at;
        return incidence[at] + fraction * (incidence[at + 1] - incidence[at]);
    }

    private static AttitudeSeries attitudes(Datastrip datastrip) {
        List<Attitude> attitudes = new ArrayList<>();
        for (Datastrip.Attitude attitude : datastrip.attitudes()) {
            if (attitude.valid()) {
                attitudes.add(new Attitude(attitude.gpsTime(), new UnitQuaternion(attitude.q1(), attitude.q2(), attitude.q3(), attitude.q4())));
            }
        }
        return new AttitudeSeries(attitudes);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() * 1e-9;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
