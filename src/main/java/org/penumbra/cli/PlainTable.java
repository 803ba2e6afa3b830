package org.penumbra.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;

/** A table as aligned text, one line per row, two blanks between columns. */
final class PlainTable {
    private PlainTable() {
    }

    static void print(Table table, PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns().stream().map(PlainTable::heading).toList());
        for (List<Object> row : table.rows()) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                line.add(cell(row.get(column), table.columns().get(column).decimals()));
            }
            lines.add(line);
        }
        out.println(table.title());
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                int at = column;
                int width = lines.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
                text.append("  ").append(" ".repeat(width - line.get(column).length())).append(line.get(column));
            }
            out.println(text);
        }
    }

    private static String heading(Column column) {
        return column.unit().isEmpty() ? column.name() : column.name() + " (" + column.unit() + ")";
    }

    private static String cell(Object value, int decimals) {
        if (value instanceof Missing || value instanceof Double number && !Double.isFinite(number)) {
            return "-";
        }
        return value instanceof Double number && decimals >= 0 ? String.format(Locale.ROOT, "%." + decimals + "f", number) : String.valueOf(value);
    }
}
