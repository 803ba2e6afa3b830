package org.penumbra.analysis.swir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.penumbra.analysis.swir.Configurations.Reading;
import org.penumbra.analysis.swir.Configurations.Seen;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.RunningMedian;

/**
 * The configuration of the columns of one SWIR (band, detector): what should change, and whether what was changed took effect
 * (METHODS 7; {@link Verification}).
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
     * @param from configuration that was active before, or {@link org.penumbra.analysis.Evidence#UNKNOWN}
     * @param to commanded configuration
     * @param active the one that this acquisition shows, or {@link org.penumbra.analysis.Evidence#UNKNOWN}; the commanded one while undecided
     * @param score S of METHODS 7: positive for the new configuration
     * @param by what decided, or would have: dark level, noise or response
     * @param defectGone whether this acquisition shows no defect there
     */
    record Move(int column, int from, int to, int active, double score, String by, Outcome outcome, boolean defectGone) {
    }

    /**
     * Columns that need another configuration; one that does not use what R2SWIR commands is left alone until it does.
     *
     * @param shifts configuration of R2SWIR in force; axis: column
     * @param active configuration really active; axis: column
     * @param known what darks know of the configurations, this one last if it is a dark
     * @param confirmed columns with a confirmed defect
     */
    static List<Proposal> proposals(int[] shifts, int[] active, Configurations known, boolean[] imaging, boolean[] confirmed, SwirSettings settings) {
        List<Seen> darks = known.darks();
        double[][] local = new double[darks.size()][];
        List<Proposal> proposals = new ArrayList<>();
        for (int column = 0; column < shifts.length; column++) {
            if (imaging[column] && active[column] == shifts[column] && known.knows(column, shifts[column])) {
                boolean noisy = noisy(column, shifts[column], darks, local, imaging, settings);
                if (confirmed[column] || noisy) {
                    best(column, shifts, known, imaging, confirmed[column], noisy, settings).ifPresent(proposals::add);
                }
            }
        }
        return proposals;
    }

    /**
     * Whether a column was noisy in the last darks in which it used a configuration.
     *
     * @param local local median of the noise in each dark, made when it is needed; axes: dark, column
     */
    private static boolean noisy(int column, int shift, List<Seen> darks, double[][] local, boolean[] imaging, SwirSettings settings) {
        int seen = 0;
        for (int k = darks.size() - 1; k >= 0 && seen < settings.noisyDarks(); k--) {
            Reading[] readings = darks.get(k).readings();
            if (darks.get(k).shifts()[column] == shift && Double.isFinite(readings[column].level())) {
                if (local[k] == null) {
                    double[] noise = new double[readings.length];
                    Arrays.setAll(noise, any -> imaging[any] ? readings[any].noise() : Double.NaN);
                    local[k] = RunningMedian.of(noise, settings.localColumns());
                }
                if (!(readings[column].noise() > settings.noisy() * local[k][column])) {
                    return false;
                }
                seen++;
            }
        }
        return seen == settings.noisyDarks();
    }

    /** The best other configuration; if none that was seen is better, a survey of what was not. */
    private static Optional<Proposal> best(int column, int[] shifts, Configurations known, boolean[] imaging,
                                           boolean defective, boolean noisy, SwirSettings settings) {
        String reason = defective ? "its pixel is defective" : noisy ? "its pixel is noisy" : "";
        double noise = Configurations.noise(known.of(column, shifts[column]));
        List<Integer> others = IntStream.rangeClosed(-1, 1).filter(shift -> shift != shifts[column] && known.knows(column, shift)).boxed().toList();
        if (!others.isEmpty()) {
            int to = others.size() == 1 || better(others.get(0), others.get(1), column, shifts, known, imaging, settings)
                    ? others.get(0) : others.get(1);
            double expected = Configurations.noise(known.of(column, to));
            boolean healthy = !known.defective(column, to);
            if (healthy && (defective || penalised(column, to, shifts, known, settings) < (1 - settings.gain()) * noise)) {
                return Optional.of(new Proposal(column, shifts[column], to, noise, expected, defective, reason));
            }
        }
        String unseen = others.isEmpty() ? "no other configuration was ever seen" : "no configuration that was seen is better";
        return others.size() == 2 ? Optional.empty()
                : Optional.of(new Proposal(column, shifts[column], null, noise, Double.NaN, false,
                        reason + "; " + unseen + ": a survey acquisition is needed"));
    }

    /** Healthy first, then quietest, isolated shifts penalised; of two that are alike the one whose response is nearest its neighbours'. */
    private static boolean better(int one, int other, int column, int[] shifts, Configurations known, boolean[] imaging, SwirSettings settings) {
        boolean sick = known.defective(column, one);
        if (sick != known.defective(column, other)) {
            return !sick;
        }
        double noise = penalised(column, one, shifts, known, settings);
        double noiseOfOther = penalised(column, other, shifts, known, settings);
        double deviation = known.deviation(column, one, imaging, settings.localColumns());
        double deviationOfOther = known.deviation(column, other, imaging, settings.localColumns());
        boolean alike = Math.abs(Math.log(noise / noiseOfOther)) <= Math.log1p(settings.alike());
        return alike && Double.isFinite(deviation) && Double.isFinite(deviationOfOther) ? deviation <= deviationOfOther : noise <= noiseOfOther;
    }

    /** Noise of a column in a configuration in LSB, larger by what an isolated shift must be better by. */
    private static double penalised(int column, int shift, int[] shifts, Configurations known, SwirSettings settings) {
        return Configurations.noise(known.of(column, shift)) * (isolated(column, shift, shifts) ? 1 + settings.isolated() : 1);
    }

    private static boolean isolated(int column, int shift, int[] shifts) {
        boolean left = column > 0 && shifts[column - 1] == shift;
        boolean right = column + 1 < shifts.length && shifts[column + 1] == shift;
        return !left && !right;
    }
}
