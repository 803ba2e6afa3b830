package org.penumbra.report.drawing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How numbers and units are written for readers: a true minus sign, a narrow space between thousands, raised exponents. */
public final class Notation {
    /** Stands where there is no value. */
    public static final String NONE = "–";
    private static final char MINUS = '−';
    private static final char SPACE = '\u00a0';
    private static final char THIN = '\u202f';
    private static final Pattern EXPONENT = Pattern.compile("(?<=[A-Za-zµ])(-?)([0-9]+)");
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Notation() {
    }

    /** A number with so many digits after the point; a dash for NaN, ∞ for infinity. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        return dress(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
    }

    /** A whole number. */
    public static String whole(long value) {
        return dress(Long.toString(value));
    }

    /** A number with so many significant digits and no trailing zeros; powers of ten below 1e-4 and from 1e7 on. */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits)).stripTrailingZeros();
        int power = rounded.precision() - rounded.scale() - 1;
        if (power >= -4 && power < 7) {
            return dress(rounded.toPlainString());
        }
        return dress(rounded.movePointLeft(power).toPlainString()) + "·10" + raise(Integer.toString(power));
    }

    /** A quantity with its unit; fractions of 1 are shown in per cent. */
    public static String quantity(double value, String unit) {
        if ("1".equals(unit)) {
            return Double.isFinite(value) ? significant(value * 100, 4) + THIN + "%" : special(value);
        }
        return unit == null || unit.isEmpty() ? significant(value, 4) : significant(value, 4) + SPACE + unit(unit);
    }

    /** A unit with raised exponents and spaces for its products: {@code W.m-2.sr-1} becomes W m⁻² sr⁻¹. */
    public static String unit(String unit) {
        Matcher exponents = EXPONENT.matcher(unit);
        return exponents.replaceAll(found -> raise(found.group())).replace('.', THIN);
    }

    private static String special(double value) {
        return Double.isNaN(value) ? NONE : value > 0 ? "∞" : MINUS + "∞";
    }

    private static String raise(String digits) {
        StringBuilder raised = new StringBuilder();
        digits.chars().forEach(c -> raised.append(c == '-' ? '⁻' : RAISED.charAt(c - '0')));
        return raised.toString();
    }

    private static String dress(String plain) {
        boolean negative = plain.startsWith("-") && plain.chars().anyMatch(c -> c >= '1' && c <= '9');
        String digits = plain.startsWith("-") ? plain.substring(1) : plain;
        int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder dressed = new StringBuilder(digits);
        if (point > 4) {
            for (int at = point - 3; at > 0; at -= 3) {
                dressed.insert(at, THIN);
            }
        }
        return negative ? dressed.insert(0, MINUS).toString() : dressed.toString();
    }
}
