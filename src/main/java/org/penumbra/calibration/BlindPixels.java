package org.penumbra.calibration;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;

/**
 * BLINDP: the columns that never see light (FORMATS 3, gs2_blind_pixels.xsd).
 *
 * @param header header of the file
 * @param bands by band id, 0 to 12, and detector number
 */
public record BlindPixels(GippHeader header, SortedMap<Integer, SortedMap<Integer, Detector>> bands) implements Gipp {

    /**
     * Blind columns of one detector, 0-based.
     *
     * @param normalisation λ, for the offset variation along the detector
     * @param left on the side of column 0
     * @param right on the other side
     */
    public record Detector(double normalisation, Side left, Side right) {

        /** Columns whose counts may be used, both sides. */
        public List<Integer> valid() {
            return Stream.of(left, right).flatMap(side -> side.valid().stream()).toList();
        }

        /** All blind columns, usable or not, both sides. */
        public List<Integer> blind() {
            return Stream.of(left, right).flatMap(side -> Stream.concat(side.valid().stream(), side.notValid().stream())).sorted().toList();
        }
    }

    /** Blind columns of one side, 0-based: those whose counts may be used, and those whose may not. */
    public record Side(List<Integer> valid, List<Integer> notValid) {
        public Side {
            valid = List.copyOf(valid);
            notValid = List.copyOf(notValid);
        }
    }

    public BlindPixels {
        bands = GippDocument.sortedTwice(bands);
    }

    /** @throws Refusal CALIBRATION-103 to -107 */
    public static BlindPixels read(Path file) {
        return parse(StoredGipp.read(file));
    }

    static BlindPixels parse(StoredGipp stored) {
        return GippDocument.read(stored, GippType.BLINDP, BlindPixels::parse);
    }

    @Override
    public GippType type() {
        return GippType.BLINDP;
    }

    /** Blind columns of one detector; refused as CALIBRATION-105 if the file has none, as -106 if the detector has no such column. */
    public Detector detector(BandDetector id) {
        Detector detector = GippDocument.entry(GippDocument.entry(bands, id.band().id(), header, "BAND"), id.detector(), header,
                "DETECTOR of " + id.band().name());
        GippDocument.requireColumns(header, id, detector.blind());
        return detector;
    }

    @Override
    public void write(Path file) {
        GippDocument.write(file, this, out -> bands.forEach((id, detectors) -> out.element("BAND", () -> {
            out.leaf("BLIND_PIXEL_NUMBER", detectors.values().stream().mapToInt(detector -> detector.blind().size()).max().orElse(0));
            detectors.forEach((number, detector) -> out.element("DETECTOR", () -> {
                out.number("NORMALIZATION_COEF", detector.normalisation());
                write(out, "LEFT", detector.left());
                write(out, "RIGHT", detector.right());
            }, "detector_id", GippDocument.detectorId(number)));
        }, "band_id", id)));
    }

    private static void write(XmlPrinter out, String name, Side side) {
        out.element("SIDE", () -> {
            out.integers("VALID_BLIND_PIXELS", side.valid());
            out.integers("NON_VALID_BLIND_PIXELS", side.notValid());
        }, "side_id", name);
    }

    private static BlindPixels parse(GippHeader header, XmlCursor xml) {
        SortedMap<Integer, SortedMap<Integer, Detector>> bands = new TreeMap<>();
        while (xml.child()) {
            SortedMap<Integer, Detector> detectors = bands.computeIfAbsent(xml.intAttribute("band_id"), key -> new TreeMap<>());
            while (xml.child()) {
                if (xml.name().equals("DETECTOR")) {
                    detectors.put(xml.intAttribute("detector_id"), detector(xml));
                } else {
                    xml.skip();
                }
            }
        }
        return new BlindPixels(header, bands);
    }

    private static Detector detector(XmlCursor xml) {
        Double normalisation = null;
        SortedMap<String, Side> sides = new TreeMap<>();
        while (xml.child()) {
            switch (xml.name()) {
                case "NORMALIZATION_COEF" -> normalisation = xml.number();
                case "SIDE" -> sides.put(xml.attribute("side_id"), side(xml));
                default -> xml.skip();
            }
        }
        if (normalisation == null) {
            throw xml.lacks("NORMALIZATION_COEF");
        }
        return new Detector(normalisation, xml.required(sides, "LEFT"), xml.required(sides, "RIGHT"));
    }

    private static Side side(XmlCursor xml) {
        SortedMap<String, List<Integer>> lists = new TreeMap<>();
        while (xml.child()) {
            lists.put(xml.name(), xml.integers());
        }
        return new Side(xml.required(lists, "VALID_BLIND_PIXELS"), xml.required(lists, "NON_VALID_BLIND_PIXELS"));
    }
}
