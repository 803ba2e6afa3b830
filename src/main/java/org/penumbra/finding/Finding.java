package org.penumbra.finding;

import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Something that an analysis, or the reading of a product, has to say about it.
 *
 * @param code what kind of finding
 * @param severity how much it asks of the reader
 * @param where the place in the instrument that it speaks of
 * @param measured the value that led to it, in {@code unit}, or null where there is none
 * @param threshold the limit it was held against, in {@code unit}, or null where there is none
 * @param unit unit of measured and threshold ("LSB", "1" for fractions), or null
 * @param message the sentence for the reader
 */
public record Finding(FindingCode code, Severity severity, Place where, Double measured, Double threshold, String unit,
                      String message) {

    /**
     * A place in the instrument, from the whole of it down to one line of cycle of one pixel; null parts mean "all".
     *
     * @param band name of the band, for example {@code B8A}
     * @param detector 1 to 12
     * @param column 0-based
     * @param lineOfCycle 1-based line of the chronogram cycle
     */
    public record Place(String band, Integer detector, Integer column, Integer lineOfCycle) {
        public static final Place INSTRUMENT = new Place(null, null, null, null);

        public static Place band(String band) {
            return new Place(band, null, null, null);
        }

        public static Place detector(String band, int detector) {
            return new Place(band, detector, null, null);
        }

        public static Place column(String band, int detector, int column) {
            return new Place(band, detector, column, null);
        }

        public static Place pixel(String band, int detector, int column, int lineOfCycle) {
            return new Place(band, detector, column, lineOfCycle);
        }
    }

    /** A finding that was not measured against a limit. */
    public static Finding of(FindingCode code, Severity severity, Place where, Object... values) {
        return new Finding(code, severity, where, null, null, null, code.message(values));
    }

    /** A finding with the value that led to it and the limit it passed. */
    public static Finding measured(FindingCode code, Severity severity, Place where, double measured, double threshold,
                                   String unit, Object... values) {
        return new Finding(code, severity, where, measured, threshold, unit, code.message(values));
    }

    /**
     * A warning where the size of a value is beyond one limit, an alarm where it is beyond another; empty where it is within both, or NaN.
     *
     * @param warning limit of the warning, in {@code unit}
     * @param alarm limit of the alarm, in {@code unit}, not below that of the warning
     * @param values what the sentence says, from the limit that was passed
     */
    public static Optional<Finding> graded(FindingCode code, Place where, double measured, double warning, double alarm, String unit,
                                           DoubleFunction<Object[]> values) {
        double size = Math.abs(measured);
        if (!(size > warning)) {
            return Optional.empty();
        }
        double limit = size > alarm ? alarm : warning;
        return Optional.of(measured(code, size > alarm ? Severity.ALARM : Severity.WARNING, where, measured, limit, unit, values.apply(limit)));
    }
}
