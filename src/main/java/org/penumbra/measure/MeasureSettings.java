package org.penumbra.measure;

import org.penumbra.instrument.Band;
import org.penumbra.settings.Setting;

/** Settings of measuring, in {@code measure.yaml}. */
public record MeasureSettings(
        @Setting(unit = "granules", value = "3", min = 1, max = 64, source = "METHODS 1",
                why = "Granules of one block: a dark of three granules is one block, and a worker stays below 70 MB.") int blockGranules,
        @Setting(unit = "1", value = "24", min = 4, max = 96, source = "METHODS 1",
                why = "Segments of a strip: halves, quarters and eighths of a long one are unions of them.") int segments,
        @Setting(unit = "cycles", value = "32", min = 1, source = "project default",
                why = "Shortest segment of a dark or a diffuser: shorter ones cost time and tell nothing more; halves and quarters remain.")
        int segmentCycles,
        @Setting(unit = "lines", value = "96", min = 6, source = "METHODS 8",
                why = "Shortest segment of a nominal image, in shortest line periods: stripes are judged by blocks of so many lines, and each "
                        + "segment is one.")
        int sceneLines,
        @Setting(unit = "samples", value = "30", min = 3, source = "METHODS 2",
                why = "Samples that a cut needs: with fewer the spread is not known well enough.") int minimumSamples,
        @Setting(unit = "1", value = "0.01", max = 1, source = "METHODS 2",
                why = "Share of outliers in one line, beyond what is usual for its block, above which the line is left out: more are light, not "
                        + "pixels.") double droppedLineFraction,
        @Setting(unit = "lines", value = "32", min = 2, source = "METHODS 2",
                why = "Lines over which blind samples are smoothed, half on either side: compression disturbs single ones by up to 8 LSB.")
        int smoothingLines,
        @Setting(unit = "columns", value = "32", min = 7, source = "project default",
                why = "Neighbours that are 0 in one line, and not in others, from which on the line is lost: so many were lost in transmission.")
        int gapColumns,
        @Setting(unit = "columns", value = "256", min = 16, source = "project default",
                why = "Columns whose median gives the illumination of a line: it knows it to 8 % of the noise of one column.") int trendColumns,
        @Setting(unit = "columns of 10 m", value = "150", min = 1, source = "METHODS 8",
                why = "width of the ground that two neighbouring detectors both see") int overlapColumns,
        @Setting(unit = "1", value = "0.9", max = 1, source = "project default",
                why = "Least share of these columns with data: fewer do not show the same ground as those of the neighbour.") double overlapData,
        @Setting(unit = "1", value = "6.5", source = "METHODS 6",
                why = "standard deviations by which slow variance exceeds white noise in a column with two levels") double telegraphSignificance,
        @Setting(unit = "1", value = "0.8", max = 1, source = "METHODS 6",
                why = "Share of the variance that two levels must explain: they explain 64 % of a Gaussian and 75 % of a ramp.")
        double telegraphExplained,
        @Setting(unit = "1", value = "0.05", max = 0.5, source = "METHODS 6",
                why = "Share of the samples that each level must have: a level held more rarely is an outlier.") double telegraphOccupancy,
        @Setting(unit = "LSB", value = "1", source = "METHODS 6", why = "Smallest gap of two levels that counts: smaller ones do not matter.")
        double telegraphGap,
        @Setting(unit = "1", value = "1.5", source = "METHODS 6", why = "gap of two levels in units of the noise") double telegraphGapNoise,
        @Setting(unit = "lines", value = "5", min = 1, source = "METHODS 6", why = "shortest running mean that shows levels") int telegraphLines,
        @Setting(unit = "1", value = "0.01", max = 0.2, source = "METHODS 6",
                why = "length of the longest running mean as a fraction of the block; shorter ones show quicker jumps") double telegraphFraction) {

    /**
     * Columns of a strip that image what the neighbouring detector sees as well.
     *
     * @param columns of the strip, blind ones included; those of level 1A are not binned yet
     */
    public int overlapColumns(Band band, int columns) {
        return overlapColumns * (columns == band.columns() ? band.binning() : 1) / band.linePeriods();
    }
}
