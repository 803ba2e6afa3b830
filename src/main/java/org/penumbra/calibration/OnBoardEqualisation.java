package org.penumbra.calibration;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penumbra.finding.Refusal;

/**
 * R2EOB2: the tables of the on-board equalisation of one band (FORMATS 3); the datastrip says with {@code NUC_TABLE_ID} which was in use.
 *
 * @param header header of the file
 * @param bandId 0 to 12
 * @param tables law by table id and detector number
 */
public record OnBoardEqualisation(GippHeader header, int bandId, SortedMap<Integer, SortedMap<Integer, Law>> tables) implements Gipp {

    /**
     * On board: Z = X − D; Y' = a1·Z for Z ≤ Zs, else a2·Z + (a1 − a2)·Zs, per column (METHODS 1).
     *
     * @param a1 slope below the knee, above 0
     * @param a2 slope above the knee, above 0
     * @param zs the knee in LSB of X − D
     * @param d offset in LSB of raw counts X
     */
    public record Law(Columns a1, Columns a2, Columns zs, Columns d) {

        /** The law of counts that were not equalised on board ({@code EQUALIZATION_MODE} false): Y' = X, and no knee. */
        public static Law identity(int columns) {
            return new Law(Columns.filled(columns, 1), Columns.filled(columns, 1), Columns.filled(columns, Double.POSITIVE_INFINITY),
                    Columns.filled(columns, 0));
        }

        public int columns() {
            return a1.size();
        }

        /** Y' in LSB, before it is rounded, of a raw count X in LSB. */
        public double equalise(int column, double x) {
            double z = x - d.get(column);
            double knee = zs.get(column);
            return z <= knee ? a1.get(column) * z : a2.get(column) * z + (a1.get(column) - a2.get(column)) * knee;
        }

        /** X in LSB of a stored count Y' in LSB. */
        public double inverse(int column, double y) {
            double z = y <= knee(column) ? y / a1.get(column) : (y - (a1.get(column) - a2.get(column)) * zs.get(column)) / a2.get(column);
            return z + d.get(column);
        }

        /** dX/dY' at a stored count Y' in LSB; at the knee, that of the part below it. */
        public double slope(int column, double y) {
            return 1 / (y <= knee(column) ? a1.get(column) : a2.get(column));
        }

        /** The stored count a1·Zs in LSB at which the slope changes; infinite where it never does. */
        public double knee(int column) {
            return a1.get(column) * zs.get(column);
        }
    }

    public OnBoardEqualisation {
        tables = GippDocument.sortedTwice(tables);
    }

    /** @throws Refusal CALIBRATION-103 to -107 */
    public static OnBoardEqualisation read(Path file) {
        return parse(StoredGipp.read(file));
    }

    static OnBoardEqualisation parse(StoredGipp stored) {
        return GippDocument.read(stored, GippType.R2EOB2, OnBoardEqualisation::parse);
    }

    @Override
    public GippType type() {
        return GippType.R2EOB2;
    }

    @Override
    public String band() {
        return GippType.BANDS.get(bandId);
    }

    /** The law of one detector in one table; refused as CALIBRATION-105 if the file has none. */
    public Law law(int tableId, int detector) {
        SortedMap<Integer, Law> table = GippDocument.entry(tables, tableId, header, "TABLE");
        return GippDocument.entry(table, detector, header, "COEFFICIENTS in TABLE " + tableId + " of detector");
    }

    /** Refuses, as CALIBRATION-106, a file that is not over so many columns. */
    OnBoardEqualisation requireColumns(int columns) {
        tables.values().forEach(table -> table.forEach((detector, law) -> {
            if (law.columns() != columns) {
                throw new Refusal(CalibrationCode.OUT_OF_RANGE, header.label(), "NB_OF_PIXELS of detector " + detector, law.columns(), columns);
            }
        }));
        return this;
    }

    @Override
    public void write(Path file) {
        GippDocument.write(file, this, out -> {
            out.leaf("BAND_ID", bandId);
            tables.forEach((id, table) -> out.element("TABLE", () -> table.forEach((detector, law) -> out.element("COEFFICIENTS", () -> {
                out.leaf("NB_OF_PIXELS", law.columns());
                out.numbers("COEFF_A1", law.a1());
                out.numbers("COEFF_A2", law.a2());
                out.numbers("COEFF_Zs", law.zs());
                out.numbers("COEFF_D", law.d());
            }, "detector_id", GippDocument.detectorId(detector))), "table_id", id));
        });
    }

    private static OnBoardEqualisation parse(GippHeader header, XmlCursor xml) {
        Integer bandId = null;
        SortedMap<Integer, SortedMap<Integer, Law>> tables = new TreeMap<>();
        while (xml.child()) {
            switch (xml.name()) {
                case "BAND_ID" -> bandId = xml.integer();
                case "TABLE" -> {
                    SortedMap<Integer, Law> table = tables.computeIfAbsent(xml.intAttribute("table_id"), key -> new TreeMap<>());
                    while (xml.child()) {
                        table.put(xml.intAttribute("detector_id"), law(xml));
                    }
                }
                default -> xml.skip();
            }
        }
        if (bandId == null) {
            throw xml.lacks("BAND_ID");
        }
        if (bandId < 0 || bandId >= GippType.BANDS.size()) {
            throw xml.outOfRange("BAND_ID", bandId, "0 to 12");
        }
        return new OnBoardEqualisation(header, bandId, tables);
    }

    private static Law law(XmlCursor xml) {
        int columns = 0;
        Map<String, Columns> coefficients = new HashMap<>();
        while (xml.child()) {
            String name = xml.name();
            if (name.equals("NB_OF_PIXELS")) {
                columns = xml.integer();
            } else {
                coefficients.put(name, xml.columns(columns));
            }
        }
        return new Law(slopes(xml, coefficients, "COEFF_A1"), slopes(xml, coefficients, "COEFF_A2"),
                xml.required(coefficients, "COEFF_Zs"), xml.required(coefficients, "COEFF_D"));
    }

    private static Columns slopes(XmlCursor xml, Map<String, Columns> coefficients, String name) {
        Columns slopes = xml.required(coefficients, name);
        for (int column = 0; column < slopes.size(); column++) {
            if (!(slopes.get(column) > 0)) {
                throw xml.outOfRange(name + " of column " + column, slopes.get(column), "above 0, or the law has no inverse");
            }
        }
        return slopes;
    }
}
