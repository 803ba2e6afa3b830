package org.penumbra.analysis.response;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;

/**
 * Electronic cross-talk into one band (METHODS 3): a share of the mean counts of another band over the same part of the strip, at the
 * column that lies at the same place of the detector. The diffuser is uniform, so that neither time nor column matter at a share of 10⁻³.
 *
 * @param shares share of the counts of each band that it comes from, without unit; never 0
 * @param sources counts of {@link #source} of the detectors of these bands that were measured, in LSB, axes: option, column
 */
record Crosstalk(Map<Band, Double> shares, Map<BandDetector, List<double[]>> sources) {

    /**
     * Counts of a detector that cross-talk comes from: a column that images and has no value takes the mean of the nearest ones that have
     * one, on both sides, since the diffuser is uniform; a blind one takes 0. Empty where no column that images has a value.
     *
     * @param counts dark-corrected, in LSB, NaN where a column has no value
     * @param blind columns that do not image
     */
    static double[] source(double[] counts, boolean[] blind) {
        int[] known = IntStream.range(0, counts.length).filter(column -> !blind[column] && Double.isFinite(counts[column])).toArray();
        if (known.length == 0) {
            return new double[0];
        }
        double[] source = new double[counts.length];
        Arrays.setAll(source, column -> Double.isFinite(counts[column]) ? counts[column] : blind[column] ? 0 : between(counts, known, column));
        return source;
    }

    private static double between(double[] counts, int[] known, int column) {
        int after = -1 - Arrays.binarySearch(known, column);
        return (counts[known[Math.max(after - 1, 0)]] + counts[known[Math.min(after, known.length - 1)]]) / 2;
    }

    /**
     * Counts that the other bands add to each column, in LSB (DOMAIN C.5).
     *
     * @param option place of the options in the list that the sources were made for
     */
    double[] into(int detector, int columns, int option) {
        double[] added = new double[columns];
        shares.forEach((band, share) -> counts(band, detector, option).ifPresent(of -> {
            for (int column = 0; column < columns; column++) {
                added[column] += share * of[(int) ((long) column * of.length / columns)];
            }
        }));
        return added;
    }

    /**
     * Names of the bands whose cross-talk cannot be known: their detector was not delivered, or none of its columns has a value.
     *
     * @param option as in {@link #into}
     */
    Set<String> missing(int detector, int option) {
        return shares.keySet().stream().filter(band -> counts(band, detector, option).isEmpty()).map(Band::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether one of them was measured for other detectors: then these alone are corrected, and the detector differs from them by that. */
    boolean uneven(int detector, int option) {
        return shares.keySet().stream().filter(band -> counts(band, detector, option).isEmpty())
                .anyMatch(band -> sources.keySet().stream().anyMatch(source -> source.band().equals(band)));
    }

    private Optional<double[]> counts(Band band, int detector, int option) {
        return Optional.ofNullable(sources.get(new BandDetector(band, detector))).map(options -> options.get(option)).filter(of -> of.length > 0);
    }
}
