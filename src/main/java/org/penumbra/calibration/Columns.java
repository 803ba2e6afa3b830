package org.penumbra.calibration;

import java.util.Arrays;

/** One number for each column of a detector, 0-based; immutable. Equal when every number is equal, NaN to NaN. */
public final class Columns {
    private final double[] values;

    private Columns(double[] values) {
        this.values = values;
    }

    /** These numbers, of columns 0, 1 and on. */
    public static Columns of(double... values) {
        return new Columns(values.clone());
    }

    /** The same number for each of so many columns. */
    public static Columns filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return new Columns(values);
    }

    /** The number of a column, 0-based. */
    public double get(int column) {
        return values[column];
    }

    /** Number of columns. */
    public int size() {
        return values.length;
    }

    /** A copy of the numbers. */
    public double[] toArray() {
        return values.clone();
    }

    /** Each number divided by the divisor of its column. */
    Columns dividedBy(double[] divisor) {
        double[] quotient = new double[values.length];
        Arrays.setAll(quotient, column -> values[column] / divisor[column]);
        return new Columns(quotient);
    }

    /** These numbers in the middle of so many columns, {@code value} in the same number of columns on either side. */
    Columns centredIn(int size, double value) {
        double[] wide = filled(size, value).values;
        System.arraycopy(values, 0, wide, (size - values.length) / 2, values.length);
        return new Columns(wide);
    }

    /** The numbers of so many columns in the middle. */
    Columns middle(int size) {
        int from = (values.length - size) / 2;
        return new Columns(Arrays.copyOfRange(values, from, from + size));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Columns that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length <= 8 ? Arrays.toString(values) : values.length + " columns";
    }
}
