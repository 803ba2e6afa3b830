package org.penumbra.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.penumbra.instrument.Band;

/**
 * Something wrong with the instrument, or something in the scene that should not be there.
 * Without columns in {@link #at()} a fault takes all active columns unless it says otherwise. Amounts are LSB of raw counts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.DarkChange.class, name = "dark-change"),
    @JsonSubTypes.Type(value = Fault.RaisedDsnu.class, name = "dsnu"),
    @JsonSubTypes.Type(value = Fault.Hot.class, name = "hot"),
    @JsonSubTypes.Type(value = Fault.Noisy.class, name = "noisy"),
    @JsonSubTypes.Type(value = Fault.Stuck.class, name = "stuck"),
    @JsonSubTypes.Type(value = Fault.Saturated.class, name = "saturated"),
    @JsonSubTypes.Type(value = Fault.Telegraph.class, name = "telegraph"),
    @JsonSubTypes.Type(value = Fault.Light.class, name = "light"),
    @JsonSubTypes.Type(value = Fault.BlindDrift.class, name = "blind-drift"),
    @JsonSubTypes.Type(value = Fault.HalvesChange.class, name = "halves-change"),
    @JsonSubTypes.Type(value = Fault.Cosmic.class, name = "cosmic"),
    @JsonSubTypes.Type(value = Fault.LostLines.class, name = "lost-lines"),
    @JsonSubTypes.Type(value = Fault.NoData.class, name = "no-data"),
    @JsonSubTypes.Type(value = Fault.GainChange.class, name = "gain-change"),
    @JsonSubTypes.Type(value = Fault.NonLinear.class, name = "non-linear"),
    @JsonSubTypes.Type(value = Fault.GainDrift.class, name = "gain-drift"),
    @JsonSubTypes.Type(value = Fault.RaisedFpn.class, name = "fpn")})
public sealed interface Fault {

    /** Where and when it is; never null. */
    Where at();

    /** Puts the fault into one (band, detector); {@code random} is the same for the same fault, place and seed, in every acquisition. */
    void plant(DetectorSignal signal, RandomGenerator random);

    private static Where or(Where at) {
        return at == null ? Where.EVERYWHERE : at;
    }

    /** The dark level differs by {@code amount}, for one line of cycle or all. */
    record DarkChange(Where at, @JsonProperty(required = true) double amount) implements Fault {
        public DarkChange {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            signal.changeDark(at, () -> amount);
        }
    }

    /** The dark level of each pixel differs by a normal deviate of standard deviation {@code sigma}. */
    record RaisedDsnu(Where at, @JsonProperty(required = true) double sigma) implements Fault {
        public RaisedDsnu {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            signal.changeDark(at, () -> sigma * random.nextGaussian());
        }
    }

    /** The dark level is {@code amount} higher, default 400. */
    record Hot(Where at, Double amount) implements Fault {
        public Hot {
            at = or(at);
            amount = amount == null ? 400.0 : amount;
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            signal.changeDark(at, () -> amount);
        }
    }

    /** The noise, quantisation apart, is {@code factor} times as large; without columns that of all, blind ones included. */
    record Noisy(Where at, @JsonProperty(required = true) double factor) implements Fault {
        public Noisy {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            for (int column : at.columns(signal.columns(), any -> true)) {
                signal.noise()[column] *= factor;
            }
        }
    }

    /** The stored count is always {@code count}. */
    record Stuck(Where at, @JsonProperty(required = true) int count) implements Fault {
        public Stuck {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            int[] columns = signal.columns(at);
            signal.afterwards((line, counts, events) -> {
                for (int column : columns) {
                    counts[column] = count;
                }
            });
        }
    }

    /** A {@code share} of the samples, 0 to 1, default 1, is at the top of the scale. */
    record Saturated(Where at, Double share) implements Fault {
        public Saturated {
            at = or(at);
            share = share == null ? 1.0 : share;
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            overwrite(signal, at, null, share, signal.saturation());
        }
    }

    /** Jumps between the dark level and {@code amplitude} above it, staying {@code dwell} lines of the band on average. */
    record Telegraph(Where at, @JsonProperty(required = true) double amplitude, @JsonProperty(required = true) double dwell) implements Fault {
        public Telegraph {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            for (int column : signal.columns(at)) {
                RandomGenerator events = signal.events();
                boolean[] high = new boolean[signal.lines()];
                boolean state = events.nextBoolean();
                for (int line = 0; line < high.length; line++) {
                    state ^= events.nextDouble() < 1 / dwell;
                    high[line] = state;
                }
                signal.before((line, counts, any) -> counts[column] += high[(int) line] ? amplitude : 0);
            }
        }
    }

    /** Light of {@code amount} on {@code lines} [first, last], 0-based 10 m lines, both included; without lines on the whole strip. */
    record Light(Where at, List<Integer> lines, @JsonProperty(required = true) double amount) implements Fault {
        public Light {
            at = or(at);
            Scenario.firstAndLast("lines", lines, 0);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            int[] columns = signal.columns(at);
            signal.before((line, counts, events) -> {
                if (within(line, lines, signal.place().band())) {
                    for (int column : columns) {
                        counts[column] += amount;
                    }
                }
            });
        }
    }

    /** The blind columns alone drift by {@code amount} from the first to the last line. */
    record BlindDrift(Where at, @JsonProperty(required = true) double amount) implements Fault {
        public BlindDrift {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            int[] columns = at.columns(signal.columns(), signal::blind);
            signal.before((line, counts, events) -> {
                for (int column : columns) {
                    counts[column] += amount * line / signal.lines();
                }
            });
        }
    }

    /** The second half of the strip is {@code amount} higher than the first. */
    record HalvesChange(Where at, @JsonProperty(required = true) double amount) implements Fault {
        public HalvesChange {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            int[] columns = signal.columns(at);
            signal.before((line, counts, events) -> {
                if (2 * line >= signal.lines()) {
                    for (int column : columns) {
                        counts[column] += amount;
                    }
                }
            });
        }
    }

    /**
     * A {@code rate} of the samples, 0 to 1, blind ones included, has a charge of exponential distribution with mean {@code amplitude}, default 200.
     */
    record Cosmic(Where at, @JsonProperty(required = true) double rate, Double amplitude) implements Fault {
        public Cosmic {
            at = or(at);
            amplitude = amplitude == null ? 200.0 : amplitude;
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            int[] columns = at.columns(signal.columns(), any -> true);
            signal.before((line, counts, events) -> {
                // distances between hits are geometric: one draw per hit, not one per sample
                for (double next = gap(events); next < columns.length; next += 1 + gap(events)) {
                    counts[columns[(int) next]] += amplitude * events.nextExponential();
                }
            });
        }

        private double gap(RandomGenerator events) {
            return Math.floor(Math.log(1 - events.nextDouble()) / Math.log1p(-rate));
        }
    }

    /** The {@code lines} [first, last], 0-based 10 m lines, both included, were lost in transmission: every stored count is 0. */
    record LostLines(Where at, @JsonProperty(required = true) List<Integer> lines) implements Fault {
        public LostLines {
            at = or(at);
            Scenario.firstAndLast("lines", lines, 0);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            IntStream.range(0, signal.lines()).filter(line -> within(line, lines, signal.place().band())).forEach(signal::lose);
        }
    }

    /**
     * A {@code share} of the samples, 0 to 1, default 1, of {@code lines} [first, last], 0-based 10 m lines, both included, or of the whole
     * strip, never arrived: the stored count is 0. Columns are those of level 1A at level 1B as well.
     */
    record NoData(Where at, List<Integer> lines, Double share) implements Fault {
        public NoData {
            at = or(at);
            Scenario.firstAndLast("lines", lines, 0);
            share = share == null ? 1.0 : share;
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            overwrite(signal, at, lines, share, DetectorSignal.NO_DATA);
        }
    }

    /** The response to light is {@code factor} times as large. */
    record GainChange(Where at, @JsonProperty(required = true) double factor) implements Fault {
        public GainChange {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            for (int column : signal.columns(at)) {
                signal.response()[column] *= factor;
            }
        }
    }

    /**
     * The response to light changes by a share {@code per_year} a year since the first acquisition of the series, or since the last of the
     * days {@code restored} after it, as contamination and decontamination do.
     */
    record GainDrift(Where at, @JsonProperty(required = true) double perYear, List<Double> restored) implements Fault {
        private static final double DAYS_PER_YEAR = 365.25;

        public GainDrift {
            at = or(at);
            restored = restored == null ? List.of() : restored;
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            double since = restored.stream().mapToDouble(Double::doubleValue).filter(day -> day <= signal.days()).max().orElse(0);
            for (int column : signal.columns(at)) {
                signal.response()[column] *= 1 + perYear * (signal.days() - since) / DAYS_PER_YEAR;
            }
        }
    }

    /** The response to light grows by {@code amount}, without unit, for each 1000 LSB above the dark. */
    record NonLinear(Where at, @JsonProperty(required = true) double amount) implements Fault {
        public NonLinear {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            int[] columns = signal.columns(at);
            double[] dark = signal.darkLevel();
            int n = signal.place().band().linesPerCycle();
            signal.before((line, counts, events) -> {
                for (int column : columns) {
                    double light = counts[column] - dark[column * n + (int) (line % n)];
                    counts[column] += amount / 1000 * light * light;
                }
            });
        }
    }

    /** The response of each column differs by a factor 1 + a normal deviate of standard deviation {@code sigma}. */
    record RaisedFpn(Where at, @JsonProperty(required = true) double sigma) implements Fault {
        public RaisedFpn {
            at = or(at);
        }

        @Override
        public void plant(DetectorSignal signal, RandomGenerator random) {
            for (int column : signal.columns(at)) {
                signal.response()[column] *= 1 + sigma * random.nextGaussian();
            }
        }
    }

    /** Makes a share of the stored counts of some columns, on some lines or all, this one. */
    private static void overwrite(DetectorSignal signal, Where at, List<Integer> lines, double share, int count) {
        int[] columns = signal.columns(at);
        signal.afterwards((line, counts, events) -> {
            if (within(line, lines, signal.place().band())) {
                for (int column : columns) {
                    if (events.nextDouble() < share) {
                        counts[column] = count;
                    }
                }
            }
        });
    }

    private static boolean within(long line, List<Integer> lines, Band band) {
        return lines == null || line >= lines.get(0) / band.linePeriods() && line <= lines.get(1) / band.linePeriods();
    }
}
