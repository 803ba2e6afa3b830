package org.penumbra.simulation;

import org.penumbra.calibration.Gamma;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.instrument.Band;

/**
 * The ground processing of one (band, detector) with the parameters of the healthy instrument: on-board equalisation inverted,
 * dark taken off, equalised, blind columns removed, 60 m bands binned, offset subtracted, rounded (DOMAIN B.1). A count that
 * would be 0 or less is 1: 0 means no data, as where one of the binned samples has none.
 */
final class Level1BLines implements LineSource {
    /** RADIO_ADD_OFFSET of real products since baseline 04.00, in LSB (DOMAIN B.1). */
    static final int OFFSET = -100;

    private final DetectorSignal signal;
    private final OnBoardEqualisation.Law onBoard;
    private final Gamma gamma;
    private final double[] dark;
    private final Band band;
    private final int saturation;

    Level1BLines(SimulatedInstrument instrument, DetectorSignal signal, OnBoardEqualisation.Law onBoard) {
        this.signal = signal;
        this.onBoard = onBoard;
        gamma = instrument.gamma(signal.place());
        dark = instrument.dark(signal.place());
        band = signal.place().band();
        saturation = signal.saturation();
    }

    @Override
    public int columns() {
        return band.columnsLevel1B();
    }

    @Override
    public void line(long line, int[] counts) {
        int[] raw = new int[signal.columns()];
        signal.received(line, raw);
        int n = band.linesPerCycle();
        int j = (int) (line % n);
        int first = SimulatedInstrument.blindPerSide(band);
        int binning = band.binning();
        for (int column = 0; column < counts.length; column++) {
            double sum = 0;
            boolean data = true;
            for (int part = 0; part < binning; part++) {
                int at = first + column * binning + part;
                data &= raw[at] != DetectorSignal.NO_DATA;
                sum += gamma.apply(at, onBoard.inverse(at, raw[at]) - dark[at * n + j]);
            }
            counts[column] = data ? (int) Math.max(1, Math.min(saturation, Math.round(sum / binning - OFFSET))) : 0;
        }
    }
}
