package org.penumbra.calibration;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penumbra.instrument.Band;

/**
 * R2CRCO: what each band takes over from the others; corrected count of band k = X_k − Σ_l c(k, l)·X_l (FORMATS 3, DOMAIN C.5).
 *
 * @param header header of the file
 * @param bands by id of the affected band, 0 to 12
 */
public record CrosstalkCorrection(GippHeader header, SortedMap<Integer, Coefficients> bands) implements Gipp {

    /**
     * Coefficients of one affected band, without unit, in the order of the id of the band they come from, 0 to 12.
     *
     * @param optical optical cross-talk
     * @param electrical electrical cross-talk
     */
    public record Coefficients(Columns optical, Columns electrical) {
    }

    public CrosstalkCorrection {
        bands = GippDocument.sorted(bands);
    }

    /** @throws org.penumbra.finding.Refusal CALIBRATION-103 to -107 */
    public static CrosstalkCorrection read(Path file) {
        return parse(StoredGipp.read(file));
    }

    static CrosstalkCorrection parse(StoredGipp stored) {
        return GippDocument.read(stored, GippType.R2CRCO, CrosstalkCorrection::parse);
    }

    @Override
    public GippType type() {
        return GippType.R2CRCO;
    }

    /**
     * Share of the signal of band {@code from} that the electronics add to band {@code affected}; refused as CALIBRATION-105 if the file has none.
     */
    public double electrical(Band affected, Band from) {
        return GippDocument.entry(bands, affected.id(), header, "CROSSTALK_COEFF of band").electrical().get(from.id());
    }

    @Override
    public void write(Path file) {
        GippDocument.write(file, this, out -> out.element("CROSSTALK_COEFF_LIST",
                () -> bands.forEach((id, coefficients) -> out.element("CROSSTALK_COEFF", () -> {
                    out.numbers("OPTICAL", coefficients.optical());
                    out.numbers("ELECTRICAL", coefficients.electrical());
                }, "band_id_k", id))));
    }

    private static CrosstalkCorrection parse(GippHeader header, XmlCursor xml) {
        SortedMap<Integer, Coefficients> bands = new TreeMap<>();
        while (xml.child()) {
            if (xml.name().equals("CROSSTALK_COEFF_LIST")) {
                while (xml.child()) {
                    int id = xml.intAttribute("band_id_k");
                    Map<String, Columns> rows = xml.columnsByName(GippType.BANDS.size());
                    bands.put(id, new Coefficients(xml.required(rows, "OPTICAL"), xml.required(rows, "ELECTRICAL")));
                }
            } else {
                xml.skip();
            }
        }
        return new CrosstalkCorrection(header, bands);
    }
}
