package org.penumbra.report.drawing;

import java.awt.Graphics2D;

/**
 * A figure as it is published, once as vectors and once as pixels, and for anything else that it may be drawn on.
 *
 * @param id file name without suffix
 * @param title heading
 * @param caption what the reader sees
 * @param svg SVG document in UTF-8
 * @param png PNG image of twice the nominal size
 * @param width nominal width in CSS pixels
 * @param height nominal height in CSS pixels
 * @param ink draws it, one unit for a CSS pixel
 */
public record Drawing(String id, String title, String caption, byte[] svg, byte[] png, int width, int height, Ink ink) {
    /** Draws a figure. */
    @FunctionalInterface
    public interface Ink {
        /** Draws from the origin, rightwards and downwards. */
        void on(Graphics2D paper);
    }
}
