package org.penumbra.finding;

import java.util.IllegalFormatException;
import java.util.Locale;

/**
 * One kind of thing that can be found or refused: a stable code and the sentence that goes with it.
 *
 * <p>Implemented by one enum per package that finds or refuses, so that codes are listed where they are raised.
 * Codes are unique over the whole program and are the same in report, mail, metric and log.
 */
public interface FindingCode {

    /**
     * What a code says.
     *
     * @param code the stable code, for example {@code DARK-101}
     * @param template a plain sentence in the form of {@link java.util.Formatter}, with the units of its values
     * @param action what the reader can do about it, one plain sentence
     */
    record Wording(String code, String template, String action) {}

    /** The words of this code. */
    Wording wording();

    /** The stable code. */
    default String code() {
        return wording().code();
    }

    /** The sentence, with places for its values. */
    default String template() {
        return wording().template();
    }

    /** What the reader can do about it. */
    default String action() {
        return wording().action();
    }

    /** The sentence with its values; numbers are written with a decimal point. */
    default String message(Object... values) {
        try {
            return String.format(Locale.ROOT, template(), values);
        } catch (IllegalFormatException e) {
            throw new IllegalArgumentException(code() + " does not fit its values: " + template(), e);
        }
    }
}
