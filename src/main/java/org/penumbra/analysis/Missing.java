package org.penumbra.analysis;

/**
 * Stands in a {@link Result#summary()} or in a cell of a {@link Table} for a value that cannot be given.
 * In {@code report.json} the field is {@code null} and a field of its name with {@code Reason} appended says why (FORMATS 4).
 *
 * @param reason why there is no value, in words for the reader, for example {@code no archived dark of this epoch}
 */
public record Missing(String reason) {

    /** The value itself, or the reason why there is none when it is NaN or infinite. */
    public static Object unless(double value, String reason) {
        return Double.isFinite(value) ? (Object) value : new Missing(reason);
    }
}
