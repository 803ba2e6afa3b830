package org.penumbra.finding;

/** How much a finding asks of the reader; the worst severity of a product is its verdict. */
public enum Severity {
    /** Worth knowing; the product counts as OK. */
    INFO,
    /** Something moved beyond what is usual; an expert should look. */
    WARNING,
    /** The calibration in force is no longer right, or the instrument has changed. */
    ALARM
}
