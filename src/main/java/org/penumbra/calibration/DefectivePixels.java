package org.penumbra.calibration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;

/**
 * R2DEPI: the known defective columns (FORMATS 3).
 *
 * @param header header of the file
 * @param singularities by band id, type and detector, each once
 */
public record DefectivePixels(GippHeader header, List<Singularity> singularities) implements Gipp {

    /**
     * The columns of one detector that have one kind of defect.
     *
     * @param bandId 0 to 12
     * @param type kind of defect, for example {@code SATURATED_RESPONSE}
     * @param detector 1 to 12
     * @param columns 0-based, may be empty
     */
    public record Singularity(int bandId, String type, int detector, List<Integer> columns) {
        public Singularity {
            columns = List.copyOf(columns);
        }
    }

    public DefectivePixels {
        singularities = singularities.stream().sorted(Comparator.comparingInt(Singularity::bandId).thenComparing(Singularity::type)
                .thenComparingInt(Singularity::detector)).toList();
    }

    /** @throws Refusal CALIBRATION-103 to -107 */
    public static DefectivePixels read(Path file) {
        return parse(StoredGipp.read(file));
    }

    static DefectivePixels parse(StoredGipp stored) {
        return GippDocument.read(stored, GippType.R2DEPI, DefectivePixels::parse);
    }

    @Override
    public GippType type() {
        return GippType.R2DEPI;
    }

    /**
     * Columns, 0-based, of one detector that are defective in any way; none where the file names none.
     * Refused as CALIBRATION-106 if it has no such column.
     */
    public SortedSet<Integer> columns(BandDetector id) {
        SortedSet<Integer> columns = new TreeSet<>();
        singularities.stream().filter(entry -> entry.bandId() == id.band().id() && entry.detector() == id.detector())
                .forEach(entry -> columns.addAll(entry.columns()));
        GippDocument.requireColumns(header, id, columns);
        return columns;
    }

    /** The same, issued anew: the next version, by another provider, valid from a start on without end; see {@link GippHeader#of}. */
    public DefectivePixels issued(String provider, Instant start) {
        return new DefectivePixels(GippHeader.of(type(), header.satellite(), band(), provider, start, header.nextVersion()), singularities);
    }

    @Override
    public void write(Path file) {
        GippDocument.write(file, this, out -> singularities.stream().map(Singularity::bandId).distinct().forEach(id ->
                out.element("BAND", () -> out.element("SINGULARITY_LIST", () -> ofBand(id).stream().map(Singularity::type).distinct()
                        .forEach(type -> out.element("SINGULARITY", () -> ofBand(id).stream().filter(entry -> entry.type().equals(type))
                                .forEach(entry -> out.element("POSITION", () -> out.integers("COLUMNS", entry.columns()),
                                        "detector_id", GippDocument.detectorId(entry.detector()))), "type", type))), "band_id", id)));
    }

    private List<Singularity> ofBand(int bandId) {
        return singularities.stream().filter(entry -> entry.bandId() == bandId).toList();
    }

    private static DefectivePixels parse(GippHeader header, XmlCursor xml) {
        List<Singularity> singularities = new ArrayList<>();
        while (xml.child()) {
            if (xml.name().equals("BAND")) {
                int bandId = xml.intAttribute("band_id");
                while (xml.child()) {
                    while (xml.child()) {
                        String type = xml.attribute("type");
                        while (xml.child()) {
                            singularities.add(position(xml, bandId, type));
                        }
                    }
                }
            } else {
                xml.skip();
            }
        }
        return new DefectivePixels(header, singularities);
    }

    private static Singularity position(XmlCursor xml, int bandId, String type) {
        int detector = xml.intAttribute("detector_id");
        List<Integer> columns = List.of();
        while (xml.child()) {
            columns = xml.integers();
        }
        return new Singularity(bandId, type, detector, columns);
    }
}
