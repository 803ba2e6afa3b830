package org.penumbra.analysis.swir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.swir.Configurations.Lit;
import org.penumbra.analysis.swir.Configurations.Reading;
import org.penumbra.analysis.swir.Configurations.Seen;
import org.penumbra.analysis.swir.DetectorSelection.Move;
import org.penumbra.analysis.swir.DetectorSelection.Outcome;
import org.penumbra.calibration.Gamma;
import org.penumbra.statistics.Median;

/**
 * Whether the columns of one SWIR (band, detector) that R2SWIR moved use what it commands (METHODS 7): in the first acquisitions after
 * an activation, and for as long as one did not.
 */
final class Verification {
    /** Fewer columns do not tell what all of them share. */
    private static final int FEWEST = 10;
    private static final int[] CONFIGURATIONS = {-1, 0, 1, Evidence.UNKNOWN};

    private final Configurations known;
    private final boolean[] imaging;
    private final int[] carried;
    private final SwirSettings settings;

    /**
     * @param known this acquisition last, under the commanded configurations
     * @param carried configurations that earlier acquisitions of this R2SWIR found to be active, else the commanded ones; axis: column
     */
    Verification(Configurations known, boolean[] imaging, int[] carried, SwirSettings settings) {
        this.known = known;
        this.imaging = imaging;
        this.carried = carried;
        this.settings = settings;
    }

    /**
     * What tells the configurations of a column apart.
     *
     * @param commanded signature of the one it was moved to
     * @param others those of the other configurations that were seen, the one before among them
     */
    private record Signatures(int from, int to, double commanded, Map<Integer, Double> others) {

        /** S of METHODS 7: positive where a value is nearer the commanded configuration than another. */
        double score(double value, double other, double variance) {
            return ((value - other) * (value - other) - (value - commanded) * (value - commanded)) / variance;
        }
    }

    /**
     * By the dark level, else the noise.
     *
     * @param coefficients COEFF_D of the R2EQOG in force, mean over the lines of the cycle, for configurations never seen; axis: column
     */
    List<Move> inDark(double[] coefficients) {
        List<Seen> darks = known.darks();
        int before = lastBefore(darks.stream().map(Seen::arrangement).toList());
        if (before < 0) {
            return List.of();
        }
        Seen now = darks.get(darks.size() - 1);
        Seen then = darks.get(before);
        boolean first = darks.size() - 1 - before <= settings.verified();
        int[] moved = moved(now.shifts(), then.shifts(), first);
        if (moved.length == 0) {
            return List.of();
        }
        // what was measured since the activation is in question itself
        List<Seen> earlier = darks.subList(0, before + 1);
        Configurations past = new Configurations(earlier, List.of());
        double common = common(now, then);
        double[] commonOf = earlier.stream().mapToDouble(dark -> common(dark, then)).toArray();
        double ofCoefficients = common(now, then, column -> coefficients[column] - then.readings()[column].level());
        List<Move> moves = new ArrayList<>();
        for (int column : moved) {
            int from = then.shifts()[column];
            int to = now.shifts()[column];
            double unseen = coefficients[column] - ofCoefficients;
            Signatures signatures = signatures(from, to, unseen, shift -> level(column, shift, earlier, commonOf));
            Reading reading = now.readings()[column];
            List<Reading> old = past.of(column, from);
            double uOfReference = old.isEmpty() ? 0 : old.get(old.size() - 1).u();
            double u = Double.isFinite(reading.u()) ? reading.u() : 0;
            double variance = settings.repeatability() * settings.repeatability() + u * u + uOfReference * uOfReference;
            Move byLevel = move(column, signatures, reading.level() - common, variance, "dark level", !reading.defective());
            moves.add(byLevel.outcome() == Outcome.UNDECIDED ? byNoise(byLevel, reading, old, past.of(column, to)) : byLevel);
        }
        return moves;
    }

    /**
     * By the response on the diffuser, of the columns that no dark has settled: a dark level tells two lines of pixels apart, a response
     * moves with what γ does not know of either. A configuration never seen before has the response that the γ in force makes equal to
     * its neighbours'.
     *
     * @param gamma of the R2EQOG in force
     * @param settled columns that a dark found in the configuration that is commanded; axis: column
     */
    List<Move> inLight(Gamma gamma, boolean[] settled) {
        List<Lit> diffusers = known.diffusers();
        int before = lastBefore(diffusers.stream().map(Lit::arrangement).toList());
        if (before < 0) {
            return List.of();
        }
        Lit now = diffusers.get(diffusers.size() - 1);
        Lit then = diffusers.get(before);
        boolean first = diffusers.size() - 1 - before <= settings.verified();
        int[] moved = Arrays.stream(moved(now.shifts(), then.shifts(), first)).filter(column -> !settled[column]).toArray();
        List<double[]> equalised = diffusers.stream().map(diffuser -> {
            double[] z = new double[imaging.length];
            Arrays.setAll(z, column -> gamma.apply(column, diffuser.counts()[column]));
            return z;
        }).toList();
        List<Move> moves = new ArrayList<>();
        for (int column : moved) {
            int from = then.shifts()[column];
            int to = now.shifts()[column];
            Signatures signatures = signatures(from, to, 1, shift -> response(column, shift, diffusers.subList(0, before + 1), equalised));
            moves.add(move(column, signatures, relative(equalised.get(diffusers.size() - 1), column),
                    settings.responseRepeatability() * settings.responseRepeatability(), "response", !now.defective()[column]));
        }
        return moves;
    }

    /** The last acquisition of another R2SWIR than that of the latest, or −1. */
    private static int lastBefore(List<String> arrangements) {
        int before = arrangements.size() - 1;
        while (before >= 0 && arrangements.get(before).equals(arrangements.get(arrangements.size() - 1))) {
            before--;
        }
        return before;
    }

    /** Columns that were moved and, if this is not one of the first acquisitions, were found elsewhere since. */
    private int[] moved(int[] commanded, int[] before, boolean first) {
        return IntStream.range(0, imaging.length).filter(column -> imaging[column] && commanded[column] != before[column])
                .filter(column -> first || carried[column] != commanded[column]).toArray();
    }

    /** @param unseen signature of the commanded configuration if it was never seen */
    private static Signatures signatures(int from, int to, double unseen, IntToDoubleFunction seen) {
        Map<Integer, Double> others = new TreeMap<>();
        for (int shift : CONFIGURATIONS) {
            double signature = seen.applyAsDouble(shift);
            if (shift != to && !Double.isNaN(signature)) {
                others.put(shift, signature);
            }
        }
        double commanded = seen.applyAsDouble(to);
        return new Signatures(from, to, Double.isNaN(commanded) ? unseen : commanded, others);
    }

    /** Change of the level that the columns of two darks share, in LSB. */
    private double common(Seen one, Seen other) {
        return common(one, other, column -> one.readings()[column].level() - other.readings()[column].level());
    }

    /**
     * Median over the columns that were not moved between two darks, blind ones among them; where hardly any was not, over all, whose
     * lines differ to either side.
     */
    private double common(Seen one, Seen other, IntToDoubleFunction difference) {
        double[] still = finite(IntStream.range(0, imaging.length).filter(column -> one.shifts()[column] == other.shifts()[column]), difference);
        double median = Median.of(still.length < FEWEST ? finite(IntStream.range(0, imaging.length), difference) : still);
        return Double.isNaN(median) ? 0 : median;
    }

    private static double[] finite(IntStream columns, IntToDoubleFunction of) {
        return columns.mapToDouble(of).filter(Double::isFinite).toArray();
    }

    private static double level(int column, int shift, List<Seen> darks, double[] common) {
        return Median.of(IntStream.range(0, darks.size()).filter(k -> darks.get(k).shifts()[column] == shift)
                .mapToDouble(k -> darks.get(k).readings()[column].level() - common[k]).filter(Double::isFinite).toArray());
    }

    private double response(int column, int shift, List<Lit> diffusers, List<double[]> equalised) {
        return Median.of(IntStream.range(0, diffusers.size()).filter(k -> diffusers.get(k).shifts()[column] == shift)
                .mapToDouble(k -> relative(equalised.get(k), column)).filter(Double::isFinite).toArray());
    }

    private double relative(double[] values, int column) {
        return Configurations.relative(values, column, imaging, settings.localColumns());
    }

    /** A mismatch is a signature that another configuration fits better; if that one does not fit either, it is that of none known. */
    private Move move(int column, Signatures of, double value, double variance, String by, boolean defectGone) {
        int nearest = of.others().keySet().stream()
                .min(Comparator.comparingDouble(shift -> Math.abs(value - of.others().get(shift)))).orElse(of.from());
        double off = value - of.others().getOrDefault(nearest, Double.NaN);
        double against = of.score(value, value - off, variance);
        if (against < -settings.decided()) {
            int active = off * off > settings.decided() * variance ? Evidence.UNKNOWN : nearest;
            return new Move(column, of.from(), of.to(), active, against, by, Outcome.MISMATCH, defectGone);
        }
        double score = of.score(value, of.others().getOrDefault(of.from(), Double.NaN), variance);
        return new Move(column, of.from(), of.to(), of.to(), score, by,
                score > settings.decided() ? Outcome.CONFIRMED : Outcome.UNDECIDED, defectGone);
    }

    /**
     * Where the dark levels are too alike, the noise decides if that of the two configurations is known and differs: S as of the levels,
     * of the logarithm of the noise.
     */
    private Move byNoise(Move byLevel, Reading now, List<Reading> old, List<Reading> seen) {
        double ofOld = Configurations.noise(old);
        double ofNew = Configurations.noise(seen);
        if (!(Math.abs(ofOld - ofNew) > settings.gain() * Math.max(ofOld, ofNew))) {
            return byLevel;
        }
        double variance = settings.noiseRepeatability() * settings.noiseRepeatability() + now.noiseVariance()
                + Math.max(old.get(old.size() - 1).noiseVariance(), seen.get(seen.size() - 1).noiseVariance());
        double fromOld = Math.log(now.noise() / ofOld);
        double fromNew = Math.log(now.noise() / ofNew);
        double score = (fromOld * fromOld - fromNew * fromNew) / variance;
        Outcome outcome = score < -settings.decided() ? Outcome.MISMATCH : score > settings.decided() ? Outcome.CONFIRMED : Outcome.UNDECIDED;
        return new Move(byLevel.column(), byLevel.from(), byLevel.to(),
                outcome == Outcome.MISMATCH ? byLevel.from() : byLevel.to(), score, "noise", outcome, byLevel.defectGone());
    }
}
