package org.penumbra.analysis.gain;

import java.util.List;
import java.util.function.Predicate;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DiffuserStrip;
import org.penumbra.instrument.Band;
import org.penumbra.statistics.Median;

/**
 * First-order budget of the absolute coefficient of a band (METHODS 5), all relative, k = 1.
 *
 * @param contributions in the order of METHODS 5
 */
public record GainBudget(List<Contribution> contributions) {

    /**
     * One input.
     *
     * @param name {@code reflectance}, {@code cosine}, {@code straylight}, {@code non-linearity}, {@code dark}, {@code noise}, {@code ephemeris}
     * @param size relative standard uncertainty of A that it causes
     */
    public record Contribution(String name, double size) {
    }

    public GainBudget {
        contributions = List.copyOf(contributions);
    }

    /** The budget of a response; the error of the dark is taken as common to all columns, the noise as that of their mean. */
    public static GainBudget of(BandResponse response, DiffuserStrip strip, GainSettings settings) {
        Band band = response.band();
        double dark = Median.of(response.detectors().stream()
                .flatMapToDouble(detector -> detector.goodColumns().mapToDouble(column -> detector.ofDark()[column])).toArray());
        double[] noise = response.detectors().stream()
                .flatMapToDouble(detector -> detector.goodColumns().mapToDouble(column -> detector.sampling()[column])).toArray();
        double squares = 0;
        for (double one : noise) {
            squares += one * one;
        }
        return new GainBudget(List.of(
                new Contribution("reflectance", strip.diffuser().surface(band.name()).reflectanceUncertainty()),
                new Contribution("cosine", settings.cosineUncertainty()),
                new Contribution("straylight", settings.straylightUncertainty()),
                new Contribution("non-linearity", settings.nonLinearityUncertainty(band)),
                new Contribution("dark", dark),
                new Contribution("noise", Math.sqrt(squares) / noise.length),
                new Contribution("ephemeris", Math.tan(strip.sunlight().middle()) * Math.toRadians(settings.sunAngleUncertainty()))));
    }

    /** Quadratic sum of all contributions. */
    public double total() {
        return quadraticSum(name -> true);
    }

    /** What differs from one acquisition to the next: noise, dark and ephemeris. */
    public double statistical() {
        return quadraticSum(name -> name.equals("noise") || name.equals("dark") || name.equals("ephemeris"));
    }

    private double quadraticSum(Predicate<String> which) {
        return Math.sqrt(contributions.stream().filter(one -> which.test(one.name())).mapToDouble(one -> one.size() * one.size()).sum());
    }
}
