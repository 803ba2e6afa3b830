package org.penumbra.calibration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penumbra.instrument.Band;

/**
 * R2NOMO: noise model of each band at level 1B sampling, quantisation included (FORMATS 3, METHODS 4).
 *
 * @param header header of the file
 * @param bands by band id, 0 to 12
 */
public record NoiseModel(GippHeader header, SortedMap<Integer, Noise> bands) implements Gipp {

    /**
     * Variance = alpha² + beta · Z, Z the equalised count in LSB.
     *
     * @param alpha noise in the dark in LSB, 0 or more
     * @param beta slope of the variance in LSB, 0 or more
     */
    public record Noise(double alpha, double beta) {
    }

    public NoiseModel {
        bands = GippDocument.sorted(bands);
    }

    /** @throws org.penumbra.finding.Refusal CALIBRATION-103 to -107 */
    public static NoiseModel read(Path file) {
        return parse(StoredGipp.read(file));
    }

    static NoiseModel parse(StoredGipp stored) {
        return GippDocument.read(stored, GippType.R2NOMO, NoiseModel::parse);
    }

    @Override
    public GippType type() {
        return GippType.R2NOMO;
    }

    /** Noise of a band in the dark in LSB; refused as CALIBRATION-105 if the file has none. */
    public double alpha(Band band) {
        return GippDocument.entry(bands, band.id(), header, "BAND").alpha();
    }

    /** Slope of the variance of a band in LSB; refused as CALIBRATION-105 if the file has none. */
    public double beta(Band band) {
        return GippDocument.entry(bands, band.id(), header, "BAND").beta();
    }

    /** The same with another model of a band. */
    public NoiseModel with(Band band, Noise noise) {
        SortedMap<Integer, Noise> changed = new TreeMap<>(bands);
        changed.put(band.id(), noise);
        return new NoiseModel(header, changed);
    }

    /** The same, issued anew: the next version, by another provider, valid from a start on without end; see {@link GippHeader#of}. */
    public NoiseModel issued(String provider, Instant start) {
        return new NoiseModel(GippHeader.of(type(), header.satellite(), band(), provider, start, header.nextVersion()), bands);
    }

    @Override
    public void write(Path file) {
        GippDocument.write(file, this, out -> bands.forEach((id, noise) -> out.element("BAND", () -> {
            out.number("ALPHA", noise.alpha());
            out.number("BETA", noise.beta());
        }, "band_id", id)));
    }

    private static NoiseModel parse(GippHeader header, XmlCursor xml) {
        SortedMap<Integer, Noise> bands = new TreeMap<>();
        while (xml.child()) {
            if (xml.name().equals("BAND")) {
                int id = xml.intAttribute("band_id");
                Map<String, Double> numbers = xml.numbersByName();
                bands.put(id, new Noise(notNegative(xml, id, numbers, "ALPHA"), notNegative(xml, id, numbers, "BETA")));
            } else {
                xml.skip();
            }
        }
        return new NoiseModel(header, bands);
    }

    private static double notNegative(XmlCursor xml, int bandId, Map<String, Double> numbers, String name) {
        double value = xml.required(numbers, name);
        if (!(value >= 0)) {
            throw xml.outOfRange(name + " of band " + bandId, value, "0 LSB or more");
        }
        return value;
    }
}
