package org.penumbra.analysis.response;

import java.util.List;
import java.util.Map;
import org.penumbra.calibration.CrosstalkCorrection;
import org.penumbra.instrument.BandDetector;

/**
 * Electronic cross-talk into one band (METHODS 3): a share of the mean counts of another band over the same part of the strip, at the
 * column that lies at the same place of the detector. The diffuser is uniform, so that neither time nor column matter at a share of 10⁻³.
 *
 * @param correction the R2CRCO in force
 * @param sources dark-corrected counts of other bands in LSB, axes: option, column
 */
record Crosstalk(CrosstalkCorrection correction, Map<BandDetector, List<double[]>> sources) {

    /**
     * Counts that the other bands add to each column, in LSB (DOMAIN C.5).
     *
     * @param option place of the options in the list that the sources were made for
     */
    double[] into(BandDetector id, int columns, int option) {
        double[] added = new double[columns];
        sources.forEach((source, counts) -> {
            double share = source.detector() == id.detector() ? correction.electrical(id.band(), source.band()) : 0;
            double[] of = counts.get(option);
            for (int column = 0; share != 0 && column < columns; column++) {
                double value = of[(int) ((long) column * of.length / columns)];
                added[column] += Double.isFinite(value) ? share * value : 0;
            }
        });
        return added;
    }
}
