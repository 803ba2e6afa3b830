package org.penumbra.measure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.raster.PixelLines;

/**
 * Turns the lines of one (band, detector) into its statistics, reading each part once (DESIGN 1).
 *
 * <p>It keeps its buffers from strip to strip, about 65 MB for a 10 m band of MSI: one worker has one. What it gives depends
 * on nothing but its arguments.
 */
public final class StripMeasure {
    private final CountBlock unsignedCounts = new CountBlock(false);
    private final CountBlock signedCounts = new CountBlock(true);
    private final RealBlock reals = new RealBlock();
    private ByteBuffer part = ByteBuffer.allocateDirect(0);
    private double[] sums = {};

    /**
     * Measures a strip.
     *
     * @param lines its lines; each part holds whole chronogram cycles
     * @throws IllegalArgumentException if columns differ, there is no line, or a cycle is broken
     * @throws org.penumbra.finding.Refusal if a part cannot be read
     */
    public DetectorMeasurement measure(MeasureTask task, PixelLines lines, MeasureSettings settings) {
        int n = task.linesPerCycle();
        if (lines.columns() != task.columns() || lines.lines() == 0 || lines.lineCounts().stream().anyMatch(count -> count % n != 0)) {
            throw new IllegalArgumentException("%s: %d columns and parts of %s lines do not fit %d columns and cycles of %d lines".formatted(
                    task.id(), lines.columns(), lines.lineCounts(), task.columns(), n));
        }
        int linesPerCycle = n * task.id().band().linePeriods();
        int least = task.kind() == MeasureTask.Kind.SCENE ? (settings.sceneLines() + linesPerCycle - 1) / linesPerCycle : settings.segmentCycles();
        Segments segments = Segments.of(lines.lines() / n, settings.segments(), least);
        int size = StripSums.size(task, segments);
        sums = sums.length < size ? new double[size] : sums;
        StripSums strip = new StripSums(task, settings, segments, lines.integer(), sums);
        LineLog log = new LineLog(task, settings, lines.lines());
        List<LightEvent> events = new ArrayList<>();
        List<Telegraph> telegraphs = new ArrayList<>();
        SampleBlock block = !lines.integer() ? reals : lines.signed() ? signedCounts : unsignedCounts;
        int firstLine = 0;
        int parts = lines.lineCounts().size();
        for (int from = 0; from < parts; from += settings.blockGranules()) {
            int to = Math.min(parts, from + settings.blockGranules());
            read(task, lines, from, to, block, log);
            log.loseLinesWithGaps(block);
            log.addBlind(block, firstLine);
            OutlierCut cut = new OutlierCut(task, settings, block, lost(block, log, firstLine));
            if (task.kind() != MeasureTask.Kind.SCENE) {
                events.addAll(cut.dropLitLines(firstLine));
            }
            telegraphs.addAll(strip.add(block, cut, firstLine / n, log.offset(firstLine, block.cycles() * n)));
            firstLine += block.cycles() * n;
        }
        return DetectorMeasurement.of(task, segments, lines.integer(), strip, log.statistics(), events, telegraphs);
    }

    private void read(MeasureTask task, PixelLines lines, int from, int to, SampleBlock block, LineLog log) {
        int n = task.linesPerCycle();
        block.shape(task.columns(), n, lines.lineCounts().subList(from, to).stream().mapToInt(Integer::intValue).sum() / n);
        int firstCycle = 0;
        for (int each = from; each < to; each++) {
            if (part.capacity() < lines.bytes(each)) {
                part = ByteBuffer.allocateDirect(lines.bytes(each));
            }
            lines.read(each, part);
            int count = lines.lineCounts().get(each);
            block.load(part, count, firstCycle, log);
            firstCycle += count / n;
        }
    }

    private static boolean[][] lost(SampleBlock block, LineLog log, int firstLine) {
        int n = block.linesPerCycle();
        boolean[][] lost = new boolean[n][block.cycles()];
        for (int line = 0; line < n * block.cycles(); line++) {
            lost[line % n][line / n] = log.lost(firstLine + line);
        }
        return lost;
    }
}
