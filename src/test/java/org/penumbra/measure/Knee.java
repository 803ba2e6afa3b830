package org.penumbra.measure;

import org.penumbra.calibration.Columns;
import org.penumbra.calibration.OnBoardEqualisation;

/** A law of the on-board equalisation with a knee at a stored count of 880. */
final class Knee {
    static final double STORED = 880;

    private Knee() {
    }

    static OnBoardEqualisation.Law law(int columns) {
        return new OnBoardEqualisation.Law(Columns.filled(columns, 1.1), Columns.filled(columns, 0.9), Columns.filled(columns, STORED / 1.1),
                Columns.filled(columns, 430));
    }
}
