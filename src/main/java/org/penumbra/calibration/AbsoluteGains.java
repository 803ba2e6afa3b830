package org.penumbra.calibration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penumbra.instrument.Band;

/**
 * R2ABCA: absolute coefficient and solar irradiance of each band (FORMATS 3).
 *
 * @param header header of the file
 * @param bands by band id, 0 to 12
 */
public record AbsoluteGains(GippHeader header, SortedMap<Integer, Gain> bands) implements Gipp {

    /**
     * One band.
     *
     * @param physicalGain absolute coefficient A in LSB/(W.m-2.sr-1.µm-1), above 0
     * @param solarIrradiance ESUN at 1 AU in W.m-2.µm-1, above 0
     */
    public record Gain(double physicalGain, double solarIrradiance) {
    }

    public AbsoluteGains {
        bands = GippDocument.sorted(bands);
    }

    /** @throws org.penumbra.finding.Refusal CALIBRATION-103 to -107 */
    public static AbsoluteGains read(Path file) {
        return parse(StoredGipp.read(file));
    }

    static AbsoluteGains parse(StoredGipp stored) {
        return GippDocument.read(stored, GippType.R2ABCA, AbsoluteGains::parse);
    }

    @Override
    public GippType type() {
        return GippType.R2ABCA;
    }

    /** Absolute coefficient A of a band in LSB/(W.m-2.sr-1.µm-1); refused as CALIBRATION-105 if the file has none. */
    public double gain(Band band) {
        return GippDocument.entry(bands, band.id(), header, "BAND").physicalGain();
    }

    /** ESUN of a band in W.m-2.µm-1; refused as CALIBRATION-105 if the file has none. */
    public double solarIrradiance(Band band) {
        return GippDocument.entry(bands, band.id(), header, "BAND").solarIrradiance();
    }

    /** The same with another absolute coefficient of a band, LSB/(W.m-2.sr-1.µm-1). */
    public AbsoluteGains withGain(Band band, double physicalGain) {
        SortedMap<Integer, Gain> changed = new TreeMap<>(bands);
        changed.put(band.id(), new Gain(physicalGain, solarIrradiance(band)));
        return new AbsoluteGains(header, changed);
    }

    /** The same, issued anew: the next version, by another provider, valid from a start on without end; see {@link GippHeader#of}. */
    public AbsoluteGains issued(String provider, Instant start) {
        return new AbsoluteGains(GippHeader.of(type(), header.satellite(), band(), provider, start, header.nextVersion()), bands);
    }

    @Override
    public void write(Path file) {
        GippDocument.write(file, this, out -> bands.forEach((id, gain) -> out.element("BAND", () -> {
            out.number("PHYSICAL_GAINS", gain.physicalGain());
            out.number("SOLAR_IRRADIANCE", gain.solarIrradiance());
        }, "band_id", id)));
    }

    private static AbsoluteGains parse(GippHeader header, XmlCursor xml) {
        SortedMap<Integer, Gain> bands = new TreeMap<>();
        while (xml.child()) {
            if (xml.name().equals("BAND")) {
                int id = xml.intAttribute("band_id");
                Map<String, Double> numbers = xml.numbersByName();
                bands.put(id, new Gain(positive(xml, id, numbers, "PHYSICAL_GAINS"), positive(xml, id, numbers, "SOLAR_IRRADIANCE")));
            } else {
                xml.skip();
            }
        }
        return new AbsoluteGains(header, bands);
    }

    private static double positive(XmlCursor xml, int bandId, Map<String, Double> numbers, String name) {
        double value = xml.required(numbers, name);
        if (!(value > 0)) {
            throw xml.outOfRange(name + " of band " + bandId, value, "above 0");
        }
        return value;
    }
}
