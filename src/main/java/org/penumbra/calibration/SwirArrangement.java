package org.penumbra.calibration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;

/**
 * R2SWIR: which physical line each column of the SWIR bands uses, as the shift that re-arranges it (FORMATS 3, METHODS 7).
 *
 * @param header header of the file
 * @param bands shift −1, 0 or +1 per column, 0-based, by band id (10, 11, 12) and detector number
 */
public record SwirArrangement(GippHeader header, SortedMap<Integer, SortedMap<Integer, List<Integer>>> bands) implements Gipp {

    public SwirArrangement {
        bands = GippDocument.sortedTwice(bands);
    }

    /** @throws Refusal CALIBRATION-103 to -107 */
    public static SwirArrangement read(Path file) {
        return parse(StoredGipp.read(file));
    }

    static SwirArrangement parse(StoredGipp stored) {
        return GippDocument.read(stored, GippType.R2SWIR, SwirArrangement::parse);
    }

    @Override
    public GippType type() {
        return GippType.R2SWIR;
    }

    /**
     * Shift of each column of one detector, blind ones included; refused as CALIBRATION-105 if the file has none, as -106 if it has more or fewer.
     */
    public List<Integer> shifts(BandDetector id) {
        List<Integer> shifts = GippDocument.entry(GippDocument.entry(bands, id.band().id(), header, "BAND"), id.detector(), header,
                "DETECTOR of " + id.band().name());
        if (shifts.size() != id.band().columns()) {
            throw new Refusal(CalibrationCode.OUT_OF_RANGE, header.label(), "number of SHIFT of " + id.label(), shifts.size(), id.band().columns());
        }
        return shifts;
    }

    /** The same with other shifts of one detector, −1, 0 or +1 per column. */
    public SwirArrangement withShifts(BandDetector id, List<Integer> shifts) {
        SortedMap<Integer, SortedMap<Integer, List<Integer>>> changed = new TreeMap<>(bands);
        SortedMap<Integer, List<Integer>> detectors = new TreeMap<>(bands.getOrDefault(id.band().id(), new TreeMap<>()));
        detectors.put(id.detector(), List.copyOf(shifts));
        changed.put(id.band().id(), detectors);
        return new SwirArrangement(header, changed);
    }

    /**
     * The same, issued anew for a selection that is not on board yet: the next version, by another provider. Its validity starts where
     * all validity ends, so that no product takes it until the instant of the upload is put in that place (METHODS 7).
     *
     * @param produced UTC, cut to whole seconds
     */
    public SwirArrangement awaitingActivation(String provider, Instant produced) {
        return new SwirArrangement(GippHeader.of(type(), header.satellite(), band(), provider, produced,
                GippName.OPEN_END, header.nextVersion()), bands);
    }

    @Override
    public void write(Path file) {
        GippDocument.write(file, this, out -> bands.forEach((id, detectors) -> out.element("BAND",
                () -> detectors.forEach((detector, shifts) -> out.element("DETECTOR",
                        () -> out.integers("SHIFT", shifts), "detector_id", GippDocument.detectorId(detector))), "band_id", id)));
    }

    private static SwirArrangement parse(GippHeader header, XmlCursor xml) {
        SortedMap<Integer, SortedMap<Integer, List<Integer>>> bands = new TreeMap<>();
        while (xml.child()) {
            if (xml.name().equals("BAND")) {
                SortedMap<Integer, List<Integer>> detectors = bands.computeIfAbsent(xml.intAttribute("band_id"), key -> new TreeMap<>());
                while (xml.child()) {
                    detectors.put(xml.intAttribute("detector_id"), shifts(xml));
                }
            } else {
                xml.skip();
            }
        }
        return new SwirArrangement(header, bands);
    }

    private static List<Integer> shifts(XmlCursor xml) {
        List<Integer> shifts = List.of();
        while (xml.child()) {
            shifts = xml.integers();
            for (int column = 0; column < shifts.size(); column++) {
                if (Math.abs(shifts.get(column)) > 1) {
                    throw xml.outOfRange("SHIFT of column " + column, shifts.get(column), "-1, 0 or 1");
                }
            }
        }
        return shifts;
    }
}
