package org.penumbra.report.drawing;

/**
 * A figure as it is published, once as vectors and once as pixels.
 *
 * @param id file name without suffix
 * @param title heading
 * @param caption what the reader sees
 * @param svg SVG document in UTF-8
 * @param png PNG image of twice the nominal size
 * @param width nominal width in CSS pixels
 * @param height nominal height in CSS pixels
 */
public record Drawing(String id, String title, String caption, byte[] svg, byte[] png, int width, int height) {
}
