package org.penumbra.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one component of a settings record: the single place from which its check and its file in {@code config/} are made. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** Unit of the value: "LSB", "1" for fractions, "lines", "days", … */
    String unit();

    /** The default as it would stand in YAML. */
    String value();

    /** Smallest legal value, inclusive. */
    double min() default 0;

    /** Largest legal value, inclusive. */
    double max() default Double.MAX_VALUE;

    /** Whether only odd numbers are legal: a window about a middle. */
    boolean odd() default false;

    /** Where the value comes from: "METHODS 2" or "project default". */
    String source();

    /** First what the value does, then why it is this one, as the comment in the settings file. */
    String why();
}
