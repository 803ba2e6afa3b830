package org.penumbra.report.drawing;

import java.awt.Graphics2D;

/** What stands between the title of a figure and its panels. */
interface Legend {
    /** A figure that needs none. */
    Legend NONE = new Legend() {
        @Override
        public int height(int width) {
            return 0;
        }

        @Override
        public void draw(Graphics2D g, int x, int y, int width) {
            // there is nothing to draw
        }
    };

    /** Height in CSS pixels when it may be so wide. */
    int height(int width);

    void draw(Graphics2D g, int x, int y, int width);
}
