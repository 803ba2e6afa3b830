package org.penumbra.analysis.response;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Imaging;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.LightEvent;
import org.penumbra.measure.LineStatistics;
import org.penumbra.measure.SelectedPixels;
import org.penumbra.measure.Selection;

/**
 * What the responses of one (band, detector) under some options are made of, read from its measurement in one pass.
 *
 * @param id band and detector
 * @param counts what was counted, by cut level and part of the strip
 * @param lines statistics of the lines of the strip
 * @param dropped lines on which light fell that was not the Sun's on the diffuser; axis: line
 * @param droppedLines number of these
 * @param lostLines lines lost in transmission
 * @param firstLines first line of each segment, and the end of the strip
 * @param imaging columns that see the diffuser and are not known to be defective
 * @param blind columns that never see light
 * @param validBlind blind columns that follow the thermal drift
 */
record LitDetector(BandDetector id, Map<Counted, LitCounts> counts, LineStatistics lines, boolean[] dropped, int droppedLines,
                   int lostLines, int[] firstLines, boolean[] imaging, boolean[] blind, boolean[] validBlind) {

    /** Which samples were counted. */
    private record Counted(CutLevel cut, StripPart part) {
        static Counted of(ResponseOptions options) {
            return new Counted(options.cut(), options.part());
        }
    }

    static LitDetector read(Dossier dossier, BandDetector id, Collection<ResponseOptions> options) {
        DetectorMeasurement measurement = dossier.measurements().of(id);
        Map<Counted, Selection> selections = new LinkedHashMap<>();
        options.forEach(one -> selections.put(Counted.of(one), new Selection(one.cut(), one.part().firstSegment(measurement.segments()),
                one.part().endSegment(measurement.segments()))));
        List<SelectedPixels> pixels = measurement.pixels(new ArrayList<>(selections.values()));
        Map<Counted, LitCounts> counts = new HashMap<>();
        int at = 0;
        for (Counted counted : selections.keySet()) {
            counts.put(counted, LitCounts.of(measurement, pixels.get(at++)));
        }
        boolean[] dropped = new boolean[measurement.lines()];
        for (LightEvent event : measurement.lightEvents()) {
            dropped[event.line()] = true;
        }
        boolean[] blind = new boolean[measurement.columns()];
        boolean[] valid = new boolean[measurement.columns()];
        for (int column = 0; column < blind.length; column++) {
            blind[column] = measurement.blind(column);
            valid[column] = measurement.validBlind(column);
        }
        return new LitDetector(id, counts, measurement.lineStatistics(), dropped,
                measurement.lightEvents().size(), measurement.lostLines(),
                IntStream.rangeClosed(0, measurement.segments()).map(measurement::firstLine).toArray(),
                Imaging.of(dossier, measurement).sound(), blind, valid);
    }

    /** The counts that some of the options ask for which it was read. */
    LitCounts counts(ResponseOptions options) {
        return counts.get(Counted.of(options));
    }

    /** Whether a line of the strip is neither lost nor dropped. */
    boolean kept(int line) {
        return !lines.lost(line) && !dropped[line];
    }

    /** First line of the part of the strip that was counted. */
    int firstLine(LitCounts of) {
        return firstLines[of.firstSegment()];
    }

    /** Line behind the last of the part of the strip that was counted. */
    int endLine(LitCounts of) {
        return firstLines[of.firstSegment() + of.keptLines().length / of.linesPerCycle()];
    }

    /** Mean over the kept lines of each line of cycle of the offset PC against a dark, in LSB (METHODS 2). */
    double[] offset(LitCounts of, DarkLevel dark) {
        int n = of.linesPerCycle();
        double[] perLine = lines.contextualOffset(dark.mean());
        double[] sum = new double[n];
        int[] used = new int[n];
        for (int line = firstLine(of); line < endLine(of); line++) {
            if (Double.isFinite(perLine[line])) {
                sum[line % n] += perLine[line];
                used[line % n]++;
            }
        }
        for (int j = 0; j < n; j++) {
            sum[j] = used[j] == 0 ? 0 : sum[j] / used[j];
        }
        return sum;
    }

    /** Whether the offset can be referred to a dark: one without a value for any valid blind column is none for it. */
    boolean refers(DarkLevel dark) {
        int n = lines.linesPerCycle();
        int[] valid = IntStream.range(0, dark.mean().length).filter(pixel -> validBlind[pixel / n]).toArray();
        return valid.length == 0 || IntStream.of(valid).anyMatch(pixel -> !Double.isNaN(dark.mean()[pixel]));
    }
}
