package org.penumbra.analysis.swir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.analysis.swir.Configurations.Lit;
import org.penumbra.analysis.swir.Configurations.Reading;
import org.penumbra.analysis.swir.Configurations.Seen;
import org.penumbra.calibration.Gamma;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.Median;
import org.penumbra.statistics.RunningMedian;

/**
 * The configuration of the columns of one SWIR (band, detector): what should change, and whether what was changed took effect
 * (METHODS 7).
 *
 * @param id band and detector
 * @param shifts configuration in force of each column, −1, 0 or +1
 * @param noise noise of each column in this dark, in LSB; NaN without one
 * @param expected the same where a proposal is followed
 * @param proposals columns that need another configuration
 * @param moved columns that R2SWIR moved lately, with what this acquisition says
 */
record DetectorSelection(BandDetector id, int[] shifts, double[] noise, double[] expected, List<Proposal> proposals, List<Move> moved) {

    /**
     * A column that needs another configuration.
     *
     * @param to proposed configuration, or null where none was ever seen
     * @param noise of the one in force, in LSB
     * @param expectedNoise of the proposed one in LSB; NaN without one
     */
    record Proposal(int column, int from, Integer to, double noise, double expectedNoise, boolean removesDefect, String reason) {
    }

    /** How a commanded change turned out. */
    enum Outcome { CONFIRMED, MISMATCH, UNDECIDED }

    /**
     * A column that was moved.
     *
     * @param score S of METHODS 7: positive for the new configuration
     * @param by what decided, or would have: dark level, noise or response
     * @param defectGone whether this acquisition shows no defect there
     */
    record Move(int column, int from, int to, double score, String by, Outcome outcome, boolean defectGone) {
    }

    /**
     * @param known what darks know of the configurations, this one last if it is a dark
     * @param confirmed columns with a confirmed defect
     */
    static List<Proposal> proposals(int[] shifts, Configurations known, boolean[] imaging, boolean[] confirmed, SwirSettings settings) {
        List<Seen> darks = known.darks();
        if (darks.isEmpty()) {
            return List.of();
        }
        List<double[]> local = darks.subList(Math.max(0, darks.size() - settings.noisyDarks()), darks.size()).stream().map(dark -> {
            double[] noise = new double[shifts.length];
            Arrays.setAll(noise, column -> imaging[column] ? dark.readings()[column].noise() : Double.NaN);
            return RunningMedian.of(noise, settings.localColumns());
        }).toList();
        List<Proposal> proposals = new ArrayList<>();
        for (int column = 0; column < shifts.length; column++) {
            List<Reading> own = known.of(column, shifts[column]);
            boolean noisy = own.size() >= settings.noisyDarks() && local.size() == settings.noisyDarks();
            for (int k = 1; noisy && k <= settings.noisyDarks(); k++) {
                noisy = own.get(own.size() - k).noise() > settings.noisy() * local.get(local.size() - k)[column];
            }
            if (imaging[column] && !own.isEmpty() && (confirmed[column] || noisy)) {
                best(column, shifts, known, imaging, confirmed[column], noisy, settings).ifPresent(proposals::add);
            }
        }
        return proposals;
    }

    /** The best other configuration; without evidence a survey. */
    private static Optional<Proposal> best(int column, int[] shifts, Configurations known, boolean[] imaging, boolean defective, boolean noisy, SwirSettings settings) {
        String reason = defective ? "its pixel is defective" : noisy ? "its pixel is noisy" : "";
        double noise = Configurations.noise(known.of(column, shifts[column]));
        List<Integer> others = IntStream.rangeClosed(-1, 1).filter(shift -> shift != shifts[column] && known.knows(column, shift)).boxed().toList();
        if (others.isEmpty()) {
            return Optional.of(new Proposal(column, shifts[column], null, noise, Double.NaN, false, reason + "; no other configuration was ever seen: a survey acquisition is needed"));
        }
        int to = others.size() == 1 || better(others.get(0), others.get(1), column, shifts, known, imaging, settings) ? others.get(0) : others.get(1);
        double expected = Configurations.noise(known.of(column, to));
        boolean removes = defective && !Configurations.defective(known.of(column, to));
        if (removes || expected < (1 - settings.gain()) * noise && !Configurations.defective(known.of(column, to))) {
            return Optional.of(new Proposal(column, shifts[column], to, noise, expected, removes, reason));
        }
        return Optional.empty();
    }

    /** Healthy first, then quietest, isolated shifts penalised; of two that are alike the one whose response is nearest its neighbours'. */
    private static boolean better(int one, int other, int column, int[] shifts, Configurations known, boolean[] imaging, SwirSettings settings) {
        boolean sick = Configurations.defective(known.of(column, one));
        if (sick != Configurations.defective(known.of(column, other))) {
            return !sick;
        }
        double noise = Configurations.noise(known.of(column, one)) * (isolated(column, one, shifts) ? 1 + settings.isolated() : 1);
        double noiseOfOther = Configurations.noise(known.of(column, other)) * (isolated(column, other, shifts) ? 1 + settings.isolated() : 1);
        double deviation = known.deviation(column, one, imaging, settings.localColumns());
        double deviationOfOther = known.deviation(column, other, imaging, settings.localColumns());
        boolean alike = Math.abs(Math.log(noise / noiseOfOther)) <= Math.log1p(settings.alike());
        return alike && Double.isFinite(deviation) && Double.isFinite(deviationOfOther) ? deviation <= deviationOfOther : noise <= noiseOfOther;
    }

    private static boolean isolated(int column, int shift, int[] shifts) {
        boolean left = column > 0 && shifts[column - 1] == shift;
        boolean right = column + 1 < shifts.length && shifts[column + 1] == shift;
        return !left && !right;
    }

    /**
     * Whether the columns that moved since the darks of the R2SWIR before are where they should be, as this dark shows it.
     *
     * @param known this dark last
     * @param coefficients COEFF_D of the R2EQOG in force, mean over the lines of the cycle, for configurations never seen; axis: column
     */
    static List<Move> moves(Configurations known, boolean[] imaging, double[] coefficients, SwirSettings settings) {
        List<Seen> darks = known.darks();
        Seen now = darks.get(darks.size() - 1);
        int before = darks.size() - 1;
        while (before >= 0 && darks.get(before).arrangement().equals(now.arrangement())) {
            before--;
        }
        if (before < 0 || darks.size() - 1 - before > settings.verified()) {
            return List.of();
        }
        Seen then = darks.get(before);
        // what was measured since the activation is in question itself
        Configurations earlier = new Configurations(darks.subList(0, before + 1), List.of());
        double common = Median.of(IntStream.range(0, imaging.length).filter(column -> imaging[column] && now.shifts()[column] == then.shifts()[column])
                .mapToDouble(column -> now.readings()[column].level() - then.readings()[column].level()).toArray());
        List<Move> moves = new ArrayList<>();
        for (int column = 0; column < imaging.length; column++) {
            if (imaging[column] && now.shifts()[column] != then.shifts()[column]) {
                moves.add(move(column, then, now, earlier, common, coefficients[column], settings));
            }
        }
        return moves;
    }

    private static Move move(int column, Seen then, Seen now, Configurations earlier, double common, double coefficient, SwirSettings settings) {
        int from = then.shifts()[column];
        int to = now.shifts()[column];
        Reading reading = now.readings()[column];
        List<Reading> seen = earlier.of(column, to);
        List<Reading> old = earlier.of(column, from);
        double level = reading.level() - common;
        double oldLevel = Median.of(old.stream().mapToDouble(Reading::level).toArray());
        double newLevel = seen.isEmpty() ? coefficient : Median.of(seen.stream().mapToDouble(Reading::level).toArray());
        double uOfReference = old.isEmpty() ? 0 : old.get(old.size() - 1).u();
        double u = Double.isFinite(reading.u()) ? reading.u() : 0;
        double variance = settings.repeatability() * settings.repeatability() + u * u + uOfReference * uOfReference;
        double score = ((level - oldLevel) * (level - oldLevel) - (level - newLevel) * (level - newLevel)) / variance;
        Outcome byLevel = decided(score, settings);
        return byLevel != Outcome.UNDECIDED ? new Move(column, from, to, score, "dark level", byLevel, !reading.defective())
                : new Move(column, from, to, score, "noise", byNoise(reading, old, seen, settings), !reading.defective());
    }

    private static Outcome decided(double score, SwirSettings settings) {
        return score < -settings.decided() ? Outcome.MISMATCH : score > settings.decided() ? Outcome.CONFIRMED : Outcome.UNDECIDED;
    }

    /**
     * The same of a diffuser: whether the response of the columns that moved since the diffusers of the R2SWIR before is that of their
     * new configuration. One never seen before has the response that the γ in force makes equal to its neighbours'.
     *
     * @param known this diffuser last
     * @param gamma of the R2EQOG in force
     */
    static List<Move> movesInLight(Configurations known, boolean[] imaging, Gamma gamma, SwirSettings settings) {
        List<Lit> diffusers = known.diffusers();
        Lit now = diffusers.get(diffusers.size() - 1);
        int before = diffusers.size() - 1;
        while (before >= 0 && diffusers.get(before).arrangement().equals(now.arrangement())) {
            before--;
        }
        if (before < 0 || diffusers.size() - 1 - before > settings.verified()) {
            return List.of();
        }
        Lit then = diffusers.get(before);
        List<double[]> equalised = diffusers.stream().map(diffuser -> {
            double[] z = new double[imaging.length];
            Arrays.setAll(z, column -> gamma.apply(column, diffuser.counts()[column]));
            return z;
        }).toList();
        List<Move> moves = new ArrayList<>();
        for (int column = 0; column < imaging.length; column++) {
            int at = column;
            int to = now.shifts()[column];
            if (imaging[column] && to != then.shifts()[column]) {
                double response = Configurations.relative(equalised.get(diffusers.size() - 1), column, imaging, settings.localColumns());
                double old = Configurations.relative(equalised.get(before), column, imaging, settings.localColumns());
                double seen = Median.of(IntStream.rangeClosed(0, before).filter(i -> diffusers.get(i).shifts()[at] == to)
                        .mapToDouble(i -> Configurations.relative(equalised.get(i), at, imaging, settings.localColumns())).filter(Double::isFinite).toArray());
                double expected = Double.isNaN(seen) ? 1 : seen;
                double score = ((response - old) * (response - old) - (response - expected) * (response - expected))
                        / (settings.responseRepeatability() * settings.responseRepeatability());
                moves.add(new Move(column, then.shifts()[column], to, score, "response", decided(score, settings), !now.defective()[column]));
            }
        }
        return moves;
    }

    /**
     * Where the dark levels are too alike, the noise decides if that of the two configurations is known and differs: S as of the levels,
     * of the logarithm of the noise.
     */
    private static Outcome byNoise(Reading now, List<Reading> old, List<Reading> seen, SwirSettings settings) {
        double ofOld = Configurations.noise(old);
        double ofNew = Configurations.noise(seen);
        if (!(Math.abs(ofOld - ofNew) > settings.gain() * Math.max(ofOld, ofNew))) {
            return Outcome.UNDECIDED;
        }
        double variance = settings.noiseRepeatability() * settings.noiseRepeatability() + now.noiseVariance()
                + Math.max(old.get(old.size() - 1).noiseVariance(), seen.get(seen.size() - 1).noiseVariance());
        double fromOld = Math.log(now.noise() / ofOld);
        double fromNew = Math.log(now.noise() / ofNew);
        return decided((fromOld * fromOld - fromNew * fromNew) / variance, settings);
    }
}
