package org.penumbra.analysis.swir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.EvidenceHistory;
import org.penumbra.analysis.EvidenceHistory.Entry;
import org.penumbra.analysis.Past;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.Median;

/**
 * What the darks and diffusers of a unit know of the columns of one SWIR (band, detector), configuration by configuration; they
 * reach across the epochs of R2SWIR, because a configuration is the same pixels whenever it is used (METHODS 7).
 */
final class Configurations {
    private final List<Seen> darks;
    private final List<Lit> diffusers;

    /**
     * One column in one dark.
     *
     * @param level mean dark level over the lines of the cycle, in LSB
     * @param u its standard uncertainty in LSB
     * @param noise in LSB
     * @param defective whether the column showed a defect
     */
    record Reading(double level, double u, double noise, boolean defective) {
        /** Line-to-line differences tell as much of a variance as 2/3 as many independent samples (von Neumann 1941). */
        private static final double INDEPENDENT = 2.0 / 3;

        /** Variance of the logarithm of the noise: that of N samples is 1/(2 · 2/3 · N), and u² = noise²/N where rounding does not bias. */
        double noiseVariance() {
            return u * u / (noise * noise) / (2 * INDEPENDENT);
        }
    }

    /**
     * One dark, latest last.
     *
     * @param arrangement identity of R2SWIR then
     * @param shifts configuration of each column, of the latest the commanded one; axis: column
     * @param readings axis: column
     */
    record Seen(String arrangement, int[] shifts, Reading[] readings) {
    }

    /**
     * One diffuser, latest last.
     *
     * @param arrangement identity of R2SWIR then
     * @param shifts configuration of each column, of the latest the commanded one; axis: column
     * @param counts counts above the dark of the same R2SWIR in LSB; NaN where there is none; axis: column
     * @param defective whether the column showed a defect; axis: column
     */
    record Lit(String arrangement, int[] shifts, double[] counts, boolean[] defective) {
    }

    /**
     * @param darks latest last
     * @param diffusers latest last
     */
    Configurations(List<Seen> darks, List<Lit> diffusers) {
        this.darks = List.copyOf(darks);
        this.diffusers = List.copyOf(diffusers);
    }

    /**
     * The latest darks and diffusers of each R2SWIR, and this one, whose columns have the configurations of R2SWIR.
     *
     * @param history what was archived before
     * @param now what this acquisition showed; of no (band, detector) where it is not sufficient
     * @param pixels what it measured
     */
    static Configurations of(Dossier dossier, EvidenceHistory history, BandDetector id, int columns,
                             Evidence now, Past.Pixels pixels, SwirSettings settings) {
        String arrangement = Epoch.arrangement(Epoch.of(dossier.product(), dossier.calibration()));
        boolean dark = dossier.product().type() == AcquisitionType.NIGHT_OCEAN;
        boolean counts = now.places().contains(id.label());
        List<Seen> darks = new ArrayList<>();
        earlier(history, AcquisitionType.NIGHT_OCEAN, id, settings).forEach(entry -> darks.add(
                seen(Epoch.arrangement(entry.acquisition().epoch()), dossier.past().pixels(entry.acquisition(), id), entry.evidence(), id, columns)));
        if (dark && counts) {
            darks.add(seen(arrangement, pixels, now, id, columns));
        }
        List<Lit> diffusers = new ArrayList<>();
        earlier(history, AcquisitionType.SUN_DIFFUSER, id, settings).forEach(entry -> diffusers.add(
                lit(Epoch.arrangement(entry.acquisition().epoch()), dossier.past().pixels(entry.acquisition(), id),
                        entry.evidence(), darks, id, columns)));
        if (!dark && counts) {
            diffusers.add(lit(arrangement, pixels, now, darks, id, columns));
        }
        return new Configurations(darks, diffusers);
    }

    /** The latest acquisitions of each R2SWIR that could judge the (band, detector). */
    private static List<Entry> earlier(EvidenceHistory history, AcquisitionType type, BandDetector id, SwirSettings settings) {
        Map<String, List<Entry>> epochs = new LinkedHashMap<>();
        history.of(type).filter(entry -> entry.evidence().places().contains(id.label()))
                .forEach(entry -> epochs.computeIfAbsent(Epoch.arrangement(entry.acquisition().epoch()), key -> new ArrayList<>()).add(entry));
        return epochs.values().stream()
                .flatMap(ofEpoch -> ofEpoch.subList(Math.max(0, ofEpoch.size() - settings.darks()), ofEpoch.size()).stream()).toList();
    }

    private static Lit lit(String arrangement, Past.Pixels pixels, Evidence evidence, List<Seen> darks, BandDetector id, int columns) {
        int n = id.band().linesPerCycle();
        List<Seen> own = darks.stream().filter(dark -> dark.arrangement().equals(arrangement)).toList();
        int[] shifts = new int[columns];
        double[] counts = new double[columns];
        boolean[] defective = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int at = column;
            shifts[column] = evidence.shift(id.label(), column);
            counts[column] = Arrays.stream(pixels.mean(), column * n, (column + 1) * n).average().orElse(Double.NaN)
                    - Median.of(own.stream().mapToDouble(dark -> dark.readings()[at].level()).toArray());
        }
        evidence.signs().stream().filter(sign -> sign.place().equals(id.label())).forEach(sign -> defective[sign.column()] = true);
        return new Lit(arrangement, shifts, counts, defective);
    }

    static Seen seen(String arrangement, Past.Pixels pixels, Evidence evidence, BandDetector id, int columns) {
        int n = id.band().linesPerCycle();
        Map<Integer, Boolean> defective = new HashMap<>();
        evidence.signs().stream().filter(sign -> sign.place().equals(id.label())).forEach(sign -> defective.put(sign.column(), true));
        int[] shifts = new int[columns];
        Reading[] readings = new Reading[columns];
        for (int column = 0; column < columns; column++) {
            shifts[column] = evidence.shift(id.label(), column);
            double level = 0;
            double variance = 0;
            double noise = 0;
            for (int i = column * n; i < (column + 1) * n; i++) {
                level += pixels.mean()[i] / n;
                variance += pixels.u()[i] * pixels.u()[i] / n / n;
                noise += pixels.noise()[i] * pixels.noise()[i] / n;
            }
            readings[column] = new Reading(level, Math.sqrt(variance), Math.sqrt(noise), defective.containsKey(column));
        }
        return new Seen(arrangement, shifts, readings);
    }

    /** The same with the latest dark, or diffuser, under the configurations that were found to be active; axis: column. */
    Configurations found(boolean dark, int[] active) {
        List<Seen> ofDark = new ArrayList<>(darks);
        List<Lit> ofDiffuser = new ArrayList<>(diffusers);
        if (dark && !darks.isEmpty()) {
            Seen last = ofDark.remove(darks.size() - 1);
            ofDark.add(new Seen(last.arrangement(), active, last.readings()));
        } else if (!dark && !diffusers.isEmpty()) {
            Lit last = ofDiffuser.remove(diffusers.size() - 1);
            ofDiffuser.add(new Lit(last.arrangement(), active, last.counts(), last.defective()));
        }
        return new Configurations(ofDark, ofDiffuser);
    }

    /** Every dark, latest last. */
    List<Seen> darks() {
        return darks;
    }

    /** Every diffuser, latest last. */
    List<Lit> diffusers() {
        return diffusers;
    }

    /** Whether anything is known of a column in a configuration. */
    boolean knows(int column, int shift) {
        return !of(column, shift).isEmpty();
    }

    /**
     * Median deviation of the response to light of a column in a configuration from that of its neighbours, before equalisation,
     * as a fraction of 1; NaN without evidence.
     */
    double deviation(int column, int shift, boolean[] imaging, int window) {
        return Median.of(diffusers.stream().filter(diffuser -> diffuser.shifts()[column] == shift)
                .mapToDouble(diffuser -> Math.abs(relative(diffuser.counts(), column, imaging, window) - 1)).filter(Double::isFinite).toArray());
    }

    /** A value of a column against the median of the imaging columns around it. */
    static double relative(double[] values, int column, boolean[] imaging, int window) {
        return values[column] / Median.of(IntStream.rangeClosed(Math.max(0, column - window / 2), Math.min(values.length - 1, column + window / 2))
                .filter(neighbour -> imaging[neighbour]).mapToDouble(neighbour -> values[neighbour]).filter(Double::isFinite).toArray());
    }

    /** What is known of a column in a configuration, latest last. */
    List<Reading> of(int column, int shift) {
        return darks.stream().filter(dark -> dark.shifts()[column] == shift).map(dark -> dark.readings()[column])
                .filter(reading -> Double.isFinite(reading.level())).toList();
    }

    /** Median noise in LSB; NaN without evidence. */
    static double noise(List<Reading> readings) {
        return Median.of(readings.stream().mapToDouble(Reading::noise).toArray());
    }

    /** Whether a column shows a defect in more than half of its darks, or of its diffusers, in a configuration. */
    boolean defective(int column, int shift) {
        List<Reading> readings = of(column, shift);
        List<Lit> lit = diffusers.stream().filter(diffuser -> diffuser.shifts()[column] == shift).toList();
        return 2 * readings.stream().filter(Reading::defective).count() > readings.size()
                || 2 * lit.stream().filter(diffuser -> diffuser.defective()[column]).count() > lit.size();
    }
}
