package org.penumbra.measure;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.penumbra.calibration.Columns;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.instrument.BandDetector;

/**
 * What was measured of one (band, detector): sums of every (column, line of cycle), segment and cut level, and statistics of
 * lines. Immutable; kept as small as it is written, so that statistics are made when they are asked for. Those that every
 * analysis wants are kept as long as there is memory.
 *
 * <p>Sums of 16-bit counts are exact (while they stay below 2⁵³, which 12-bit counts always do), and so those of a range of
 * segments are the sums of its segments.
 */
public final class DetectorMeasurement {
    /** Changes with what {@link #pack} writes: sums of another release must not be taken for ours. */
    static final int FORMAT = 3;

    private final BandDetector id;
    private final List<byte[]> parts;
    private final boolean integer;
    private final int columns;
    private final int n;
    private final int lines;
    private final int segments;
    private final boolean[] blind;
    private final boolean[] validBlind;
    private final boolean[] known;
    private final int[] keptLines;
    private final int[] keptPairs;
    private final LineStatistics lineStatistics;
    private final List<LightEvent> lightEvents;
    private final List<Telegraph> telegraphs;
    private final OnBoardEqualisation.Law law;
    private volatile SoftReference<Strip> strip = new SoftReference<>(null);

    private DetectorMeasurement(BandDetector id, List<byte[]> parts) {
        this.id = id;
        this.parts = List.copyOf(parts);
        PackedReader from = new PackedReader(parts.get(0));
        int format = from.count();
        if (format != FORMAT) {
            throw new IllegalArgumentException("it is of format %d; this release reads format %d".formatted(format, FORMAT));
        }
        integer = from.count() == 1;
        columns = parts.size() - 1;
        n = from.count();
        lines = from.count();
        segments = from.count();
        blind = new boolean[columns];
        validBlind = new boolean[columns];
        known = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int kind = from.count();
            blind[column] = (kind & 1) != 0;
            validBlind[column] = (kind & 2) != 0;
            known[column] = (kind & 4) != 0;
        }
        keptLines = new int[n * segments];
        keptPairs = new int[n * segments];
        Arrays.setAll(keptLines, i -> from.count());
        Arrays.setAll(keptPairs, i -> from.count());
        lineStatistics = LineStatistics.unpack(from, n);
        LightEvent[] events = new LightEvent[from.count()];
        Arrays.setAll(events, i -> new LightEvent(from.count(), from.real(), from.real()));
        lightEvents = List.of(events);
        Telegraph[] columnsOfTwoLevels = new Telegraph[from.count()];
        Arrays.setAll(columnsOfTwoLevels, i -> Telegraph.unpack(from));
        telegraphs = List.of(columnsOfTwoLevels);
        law = law();
    }

    private OnBoardEqualisation.Law law() {
        double[][] coefficients = new double[4][columns];
        for (int column = 0; column < columns; column++) {
            PackedReader from = new PackedReader(parts.get(1 + column));
            for (double[] coefficient : coefficients) {
                coefficient[column] = from.real();
            }
        }
        return new OnBoardEqualisation.Law(Columns.of(coefficients[0]), Columns.of(coefficients[1]),
                Columns.of(coefficients[2]), Columns.of(coefficients[3]));
    }

    static DetectorMeasurement of(MeasureTask task, Segments segments, boolean integer, StripSums sums, LineStatistics lines,
                                  List<LightEvent> events, List<Telegraph> telegraphs) {
        PackedWriter to = new PackedWriter();
        to.unsigned(FORMAT);
        to.unsigned(integer ? 1 : 0);
        to.unsigned(task.linesPerCycle());
        to.unsigned(lines.activeMean().length);
        to.unsigned(segments.count());
        for (int column = 0; column < task.columns(); column++) {
            to.unsigned((task.blind()[column] ? 1 : 0) + (task.validBlind()[column] ? 2 : 0) + (task.known()[column] ? 4 : 0));
        }
        for (int[] counts : sums.counts()) {
            for (int count : counts) {
                to.unsigned(count);
            }
        }
        lines.pack(to);
        to.unsigned(events.size());
        for (LightEvent event : events) {
            to.unsigned(event.line());
            to.real(event.fraction());
            to.real(event.excess());
        }
        to.unsigned(telegraphs.size());
        telegraphs.forEach(telegraph -> telegraph.pack(to));
        List<byte[]> parts = new ArrayList<>();
        parts.add(to.toBytes());
        parts.addAll(sums.pack());
        return new DetectorMeasurement(task.id(), parts);
    }

    /**
     * Everything, to be stored: what concerns lines and the strip first, then one part for each column. A column is its four
     * coefficients of the on-board equalisation; for each line of cycle pivot, median, MAD, lowest and highest stored count and
     * the common sums of each segment; then the sums of moved samples (see {@link MovedSums}).
     */
    public List<byte[]> pack() {
        return parts;
    }

    /** What {@link #pack} gave, exactly. @throws IllegalArgumentException if another release packed it */
    public static DetectorMeasurement unpack(BandDetector id, List<byte[]> parts) {
        return new DetectorMeasurement(id, parts);
    }

    public BandDetector id() {
        return id;
    }

    public int columns() {
        return columns;
    }

    /** Lines n of the chronogram cycle. */
    public int linesPerCycle() {
        return n;
    }

    /** Lines of the strip, lost and dropped ones included. */
    public int lines() {
        return lines;
    }

    /** Equal parts of the strip; a multiple of 4 unless the strip has fewer cycles. */
    public int segments() {
        return segments;
    }

    public boolean blind(int column) {
        return blind[column];
    }

    /** Whether a blind column follows the thermal drift. */
    public boolean validBlind(int column) {
        return validBlind[column];
    }

    /** Whether a mask delivered with the lines calls a column defective. */
    public boolean knownDefect(int column) {
        return known[column];
    }

    public LineStatistics lineStatistics() {
        return lineStatistics;
    }

    /** Lines dropped because light fell on them, in order. */
    public List<LightEvent> lightEvents() {
        return lightEvents;
    }

    /** Columns that show two levels, in order of blocks, then columns. */
    public List<Telegraph> telegraphs() {
        return telegraphs;
    }

    /** Lines lost in transmission. */
    public int lostLines() {
        int lost = 0;
        for (int line = 0; line < lines; line++) {
            lost += lineStatistics.lost(line) ? 1 : 0;
        }
        return lost;
    }

    /** Lines of the strip, had every line of cycle as many lost and dropped as the one that has most: the evidence that every pixel has. */
    public int usableLines() {
        int most = 0;
        for (int j = 1; j <= n; j++) {
            int kept = 0;
            for (int segment = 0; segment < segments; segment++) {
                kept += keptLines(segment, j);
            }
            most = Math.max(most, lines / n - kept);
        }
        return lines - n * most;
    }

    /**
     * Whether the lines are enough to judge stability (METHODS 0).
     *
     * @param enough length of a strip that is enough, in shortest line periods
     * @param lost share of these that may be lost or dropped, 0 to 1
     */
    public boolean suffices(int enough, double lost) {
        int periods = id.band().linePeriods();
        return lines * periods >= enough && usableLines() * periods >= (1 - lost) * enough;
    }

    /** Means of the columns in each segment, without any cut. */
    public SegmentMeans segmentMeans() {
        return SegmentMeans.of(parts.subList(1, parts.size()), integer, n, segments, keptLines, law);
    }

    /**
     * Means of either half of the strip, samples cut at level 5.
     *
     * @param first in LSB; axis: column · n + (line of cycle − 1)
     * @param second in LSB; axis: column · n + (line of cycle − 1)
     */
    public record Halves(double[] first, double[] second) {
    }

    /** What every analysis wants, samples cut at level 5. */
    private record Strip(PixelStatistics whole, Halves halves) {
    }

    private Strip strip() {
        Strip known = strip.get();
        if (known == null) {
            List<SelectedPixels> made = pixels(List.of(new Selection(CutLevel.FIVE, 0, segments), new Selection(CutLevel.FIVE, 0, segments / 2),
                    new Selection(CutLevel.FIVE, segments / 2, segments)));
            known = new Strip(made.get(0).statistics(), new Halves(made.get(1).statistics().mean(), made.get(2).statistics().mean()));
            strip = new SoftReference<>(known);
        }
        return known;
    }

    /** Means of either half of the strip. */
    public Halves halves() {
        return strip().halves();
    }

    /** Statistics of the whole strip; the arrays are shared by all who ask. */
    public PixelStatistics pixels(CutLevel level) {
        return level == CutLevel.FIVE ? strip().whole() : pixels(level, 0, segments);
    }

    /**
     * Statistics of consecutive segments; median, MAD, min and max stay those of the strip.
     *
     * @param fromSegment first segment
     * @param toSegment segment behind the last
     */
    public PixelStatistics pixels(CutLevel level, int fromSegment, int toSegment) {
        return pixels(List.of(new Selection(level, fromSegment, toSegment))).get(0).statistics();
    }

    /**
     * What several selections keep, each column unpacked once; in the order of the selections.
     *
     * @param selections of one strip; median, MAD, min and max of each stay those of the strip
     */
    public List<SelectedPixels> pixels(List<Selection> selections) {
        PackedColumn packed = new PackedColumn(integer, n, segments);
        List<PixelSums> sums = selections.stream().map(selection -> new PixelSums(n, segments, keptLines, keptPairs, selection)).toList();
        PixelStatistics strip = PixelStatistics.of(columns, n);
        List<SelectedPixels> selected = selections.stream()
                .map(selection -> new SelectedPixels(selection, strip.withOtherSamples(), new TreeMap<>())).toList();
        for (int column = 0; column < columns; column++) {
            packed.read(parts.get(1 + column));
            for (int j = 0; j < n; j++) {
                packed.write(j, law, column, strip);
            }
            for (int i = 0; i < sums.size(); i++) {
                sums.get(i).add(packed);
                for (int j = 0; j < n; j++) {
                    sums.get(i).write(j, packed.pivot(j), law, column, selected.get(i).statistics());
                }
                if (!sums.get(i).complete()) {
                    selected.get(i).keptOfColumn().put(column, sums.get(i).keptSamples(packed));
                }
            }
        }
        return selected;
    }

    /** First line of a segment, 0-based; of {@link #segments()}, the end of the strip. */
    public int firstLine(int segment) {
        return new Segments(lines / n, segments).first(segment) * n;
    }

    /** Lines of a segment and line of cycle, 1 to n, that are neither lost nor dropped. */
    public int keptLines(int segment, int lineOfCycle) {
        return keptLines[(lineOfCycle - 1) * segments + segment];
    }
}
