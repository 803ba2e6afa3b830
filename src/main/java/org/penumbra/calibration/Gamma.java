package org.penumbra.calibration;

/**
 * The ground equalisation γ of one detector: from dark-corrected counts Y (LSB) to equalised, linear counts Z (LSB), per column (METHODS 3).
 * Columns are 0-based.
 */
public sealed interface Gamma {

    /** Number of columns. */
    int columns();

    /** Z = γ(Y), in LSB. */
    double apply(int column, double y);

    /** dZ/dY at Y; at the knee of the bilinear law, that of the part below it. */
    double slope(int column, double y);

    /**
     * Y with γ(Y) = Z, in LSB: of the cubic law the solution that continues Y = Z/C.
     *
     * @throws ArithmeticException if there is none near: the law is not monotonic there
     */
    double inverse(int column, double z);

    /**
     * γ' = γ/r: the law that leaves nothing over where this one leaves r (METHODS 3, candidate).
     *
     * @param r relative response per column, not 0
     */
    Gamma divided(double[] r);

    /** The same law for the columns in the middle of so many; identity in the same number of columns on either side. */
    Gamma centredIn(int columns);

    /** The same law for so many columns in the middle. */
    Gamma middle(int columns);

    /** VNIR: Z = A·Y³ + B·Y² + C·Y; a in LSB⁻², b in LSB⁻¹, c without unit. */
    record Cubic(Columns a, Columns b, Columns c) implements Gamma {
        private static final int STEPS = 50;

        @Override
        public int columns() {
            return c.size();
        }

        @Override
        public double apply(int column, double y) {
            return ((a.get(column) * y + b.get(column)) * y + c.get(column)) * y;
        }

        @Override
        public double slope(int column, double y) {
            return (3 * a.get(column) * y + 2 * b.get(column)) * y + c.get(column);
        }

        @Override
        public double inverse(int column, double z) {
            double y = z / c.get(column);
            for (int step = 0; step < STEPS; step++) {
                double correction = (apply(column, y) - z) / slope(column, y);
                y -= correction;
                if (Math.abs(correction) <= 1e-12 * Math.max(1, Math.abs(y))) {
                    return y;
                }
            }
            throw new ArithmeticException("the cubic law of column " + column + " has no inverse at Z = " + z + " LSB");
        }

        @Override
        public Gamma divided(double[] r) {
            return new Cubic(a.dividedBy(r), b.dividedBy(r), c.dividedBy(r));
        }

        @Override
        public Gamma centredIn(int columns) {
            return new Cubic(a.centredIn(columns, 0), b.centredIn(columns, 0), c.centredIn(columns, 1));
        }

        @Override
        public Gamma middle(int columns) {
            return new Cubic(a.middle(columns), b.middle(columns), c.middle(columns));
        }
    }

    /** SWIR: Z = A1·Y up to Y = Zs, A2·Y + (A1 − A2)·Zs above; a1, a2 without unit, zs in LSB of Y. */
    record Bilinear(Columns a1, Columns a2, Columns zs) implements Gamma {

        @Override
        public int columns() {
            return a1.size();
        }

        @Override
        public double apply(int column, double y) {
            double knee = zs.get(column);
            return y <= knee ? a1.get(column) * y : a2.get(column) * y + (a1.get(column) - a2.get(column)) * knee;
        }

        @Override
        public double slope(int column, double y) {
            return y <= zs.get(column) ? a1.get(column) : a2.get(column);
        }

        @Override
        public double inverse(int column, double z) {
            double knee = zs.get(column);
            double y = z <= a1.get(column) * knee ? z / a1.get(column) : (z - (a1.get(column) - a2.get(column)) * knee) / a2.get(column);
            if (!Double.isFinite(y)) {
                throw new ArithmeticException("the bilinear law of column " + column + " has no inverse at Z = " + z + " LSB");
            }
            return y;
        }

        /** The knee stays where it is: Zs is a count of Y, which the division does not touch. */
        @Override
        public Gamma divided(double[] r) {
            return new Bilinear(a1.dividedBy(r), a2.dividedBy(r), zs);
        }

        @Override
        public Gamma centredIn(int columns) {
            return new Bilinear(a1.centredIn(columns, 1), a2.centredIn(columns, 1), zs.centredIn(columns, 0));
        }

        @Override
        public Gamma middle(int columns) {
            return new Bilinear(a1.middle(columns), a2.middle(columns), zs.middle(columns));
        }
    }
}
