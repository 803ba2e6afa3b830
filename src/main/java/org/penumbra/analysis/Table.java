package org.penumbra.analysis;

import java.util.List;

/**
 * A table of the report.
 *
 * @param title caption
 * @param columns headings with units
 * @param rows one list of cells per row: String, Number (NaN is shown as a dash), {@link Missing} (a dash and why) or Severity
 */
public record Table(String title, List<Column> columns, List<List<Object>> rows) {

    /**
     * A column.
     *
     * @param name heading
     * @param unit unit, or an empty string
     * @param decimals digits after the point for numbers; -1 for integers and text
     */
    public record Column(String name, String unit, int decimals) {
        public static Column text(String name) {
            return new Column(name, "", -1);
        }
    }
}
