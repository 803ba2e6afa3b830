package org.penumbra.report.drawing;

import java.awt.Color;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;

/**
 * Colours from 0 to 1 that colour-blind readers can order: viridis for amounts, ColorBrewer's RdBu, blue below and red above, for changes.
 * Interpolated linearly between the published anchors.
 */
final class ColourScale {
    static final ColourScale SEQUENTIAL = new ColourScale(0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725);
    static final ColourScale DIVERGING = new ColourScale(0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D,
            0xB2182B, 0x67001F);
    /** The ordinary one pale, then grey, orange and vermilion of Okabe and Ito: the more a class matters, the more it stands out. */
    private static final int[] CLASSES = {0xF4F4F2, 0x7F7F7F, 0xE69F00, 0xD55E00};
    static final Color NONE = new Color(0xBDBDBD);
    /** Palette entry of {@link #NONE}; the scale itself has the entries before it. */
    static final int NONE_INDEX = 255;

    private final int[] anchors;

    private ColourScale(int... anchors) {
        this.anchors = anchors;
    }

    /** The scale of amounts, of changes that diverge about 0, or of classes. */
    static ColourScale of(boolean diverging, List<String> classes) {
        return diverging ? DIVERGING : classes.isEmpty() ? SEQUENTIAL
                : new ColourScale(Arrays.copyOf(CLASSES, Math.min(classes.size(), CLASSES.length)));
    }

    /** The colour at a position; positions outside 0 to 1 take the nearest end. */
    Color colour(double position) {
        double place = Math.max(0, Math.min(1, position)) * (anchors.length - 1);
        int below = Math.min((int) place, anchors.length - 2);
        double part = place - below;
        return new Color(mix(below, part, 16), mix(below, part, 8), mix(below, part, 0));
    }

    /** Palette index of a position, {@link #NONE_INDEX} for NaN. */
    static int index(double position) {
        return Double.isNaN(position) ? NONE_INDEX : (int) Math.round(Math.max(0, Math.min(1, position)) * (NONE_INDEX - 1));
    }

    IndexColorModel palette() {
        int[] colours = new int[NONE_INDEX + 1];
        for (int i = 0; i < NONE_INDEX; i++) {
            colours[i] = colour(i / (NONE_INDEX - 1.0)).getRGB();
        }
        colours[NONE_INDEX] = NONE.getRGB();
        return new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    private int mix(int below, double part, int shift) {
        int low = anchors[below] >> shift & 0xFF;
        int high = anchors[below + 1] >> shift & 0xFF;
        return (int) Math.round(low + part * (high - low));
    }
}
