package org.penumbra.analysis.sensitivity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.analysis.interpolation.DividedDifferenceInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialFunctionNewtonForm;
import org.penumbra.analysis.gain.GainBudget;
import org.penumbra.analysis.gain.GainBudget.Contribution;
import org.penumbra.analysis.response.BandResponse;
import org.penumbra.analysis.response.DetectorResponse;
import org.penumbra.calibration.Gamma;
import org.penumbra.statistics.Median;

/**
 * The whole chain from column statistics to the absolute coefficient of one band, as a function of the errors of its inputs alone,
 * so that thousands of draws take no longer than one run over the columns.
 *
 * <p>Why nothing is lost: reflectance, straylight and non-linearity are factors of every column. The error of the dark is common to
 * all columns, and the mean over columns of γ(Y − δ)/L is, for the cubic law, a cubic in δ, which its values at four nodes give
 * exactly; for the bilinear law it is a line but for the columns whose knee lies within |δ|, the thousandth part of whose slopes'
 * difference they can add. The angle of the Sun enters every column through the same lines: A at three angles, each computed with the
 * whole chain, gives a parabola that is off by less than tan θ·(4u)³/6, 2·10⁻⁷ at u = 0.13°. The noise of a mean over ten thousand columns
 * is one normal number, because γ is straight over the noise of a column's mean.
 */
final class ReducedChain {
    private static final double[] DARK_NODES = {-3, -1, 1, 3};
    /** Nodes stay apart where an uncertainty is 0. */
    private static final double SMALLEST_DARK = 0.1;

    private final List<Contribution> inputs;
    private final int[] place;
    private final double darkDeviation;
    private final double angleDeviation;
    private final double ephemerisDeviation;
    private final PolynomialFunctionNewtonForm ofDark;
    private final PolynomialFunctionNewtonForm ofAngle;
    private final double gain;

    /**
     * @param response the standard response
     * @param gamma γ of each of its detectors
     * @param budget the inputs and their sizes
     * @param incidence angle of the Sun from the diffuser normal in rad
     * @param angle half distance of the three angles in rad
     * @param plus A at the angle plus that, in LSB/(W.m-2.sr-1.µm-1)
     * @param minus A at the angle minus that
     */
    ReducedChain(BandResponse response, List<Gamma> gamma, List<Contribution> budget, double incidence, double angle, double plus, double minus) {
        inputs = List.copyOf(budget);
        place = new int[Input.values().length];
        for (Input input : Input.values()) {
            place[input.ordinal()] = input.in(budget);
        }
        gain = response.gain();
        darkDeviation = Median.of(response.detectors().stream().flatMapToDouble(detector -> detector.goodColumns()
                .mapToDouble(column -> detector.ofDark()[column] * detector.equalised()[column] / detector.slope()[column])).toArray());
        double node = Math.max(darkDeviation, SMALLEST_DARK);
        double[] darks = Arrays.stream(DARK_NODES).map(at -> at * node).toArray();
        ofDark = new DividedDifferenceInterpolator().interpolate(darks,
                Arrays.stream(darks).map(error -> meanResponse(response, gamma, error)).toArray());
        angleDeviation = size(Input.COSINE) / Math.tan(incidence);
        ephemerisDeviation = size(Input.EPHEMERIS) / Math.tan(incidence);
        ofAngle = new DividedDifferenceInterpolator().interpolate(new double[] {-angle, 0, angle}, new double[] {minus / gain, 1, plus / gain});
    }

    /**
     * First-order budget of A: the sizes of the inputs, those of the angles as the chain carries them, which the reflectance of the
     * diffuser also depends on.
     */
    GainBudget budget() {
        return new GainBudget(inputs.stream().map(input -> input.name().equals(Input.COSINE.label()) ? ofAngle(input, angleDeviation)
                : input.name().equals(Input.EPHEMERIS.label()) ? ofAngle(input, ephemerisDeviation) : input).toList());
    }

    private Contribution ofAngle(Contribution input, double deviation) {
        return new Contribution(input.name(), Math.abs(ofAngle.value(deviation) - ofAngle.value(-deviation)) / 2);
    }

    /**
     * A with errors.
     *
     * @param errors in standard uncertainties, in the order of the budget
     */
    double gain(double[] errors) {
        double light = (1 + error(Input.REFLECTANCE, errors)) * (1 + error(Input.STRAYLIGHT, errors));
        double angle = angleDeviation * of(Input.COSINE, errors) + ephemerisDeviation * of(Input.EPHEMERIS, errors);
        double response = ofDark.value(darkDeviation * of(Input.DARK, errors)) * (1 + error(Input.NON_LINEARITY, errors))
                * ofAngle.value(angle) / light;
        return response + gain * error(Input.NOISE, errors);
    }

    private double error(Input input, double[] errors) {
        return size(input) * of(input, errors);
    }

    private double size(Input input) {
        return inputs.get(place[input.ordinal()]).size();
    }

    private double of(Input input, double[] errors) {
        return errors[place[input.ordinal()]];
    }

    /** Mean over the good columns of γ(Y − δ)/L. */
    private static double meanResponse(BandResponse response, List<Gamma> gamma, double darkError) {
        double sum = 0;
        int columns = 0;
        for (int d = 0; d < gamma.size(); d++) {
            DetectorResponse detector = response.detectors().get(d);
            for (int column : detector.goodColumns().toArray()) {
                double y = gamma.get(d).inverse(column, detector.equalised()[column]);
                sum += gamma.get(d).apply(column, y - darkError) / detector.radiance()[column];
                columns++;
            }
        }
        return sum / columns;
    }

    /** The inputs by the names of the budget. */
    private enum Input {
        REFLECTANCE, COSINE, STRAYLIGHT, NON_LINEARITY, DARK, NOISE, EPHEMERIS;

        int in(List<Contribution> budget) {
            for (int i = 0; i < budget.size(); i++) {
                if (budget.get(i).name().equals(label())) {
                    return i;
                }
            }
            throw new IllegalArgumentException("the budget has no " + label());
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
