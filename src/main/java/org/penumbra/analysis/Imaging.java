package org.penumbra.analysis;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.penumbra.measure.DetectorMeasurement;

/**
 * Which columns of a (band, detector) see the scene.
 *
 * @param columns neither blind nor excluded by the profile of the instrument; axis: column
 * @param known those of them that R2DEPI in force, or the mask of a raster stack, calls defective; ascending
 */
public record Imaging(boolean[] columns, Set<Integer> known) {

    /** Those of a measurement of the product. */
    public static Imaging of(Dossier dossier, DetectorMeasurement measurement) {
        boolean[] columns = new boolean[measurement.columns()];
        Arrays.fill(columns, true);
        IntStream.range(0, columns.length).filter(measurement::blind).forEach(column -> columns[column] = false);
        dossier.product().spacecraft().instrument().excludedColumns().forEach(column -> columns[column] = false);
        Set<Integer> known = new TreeSet<>();
        dossier.calibration().ifPresent(calibration -> known.addAll(calibration.defectivePixels().columns(measurement.id())));
        IntStream.range(0, columns.length).filter(measurement::knownDefect).forEach(known::add);
        known.removeIf(column -> column >= columns.length || !columns[column]);
        return new Imaging(columns, known);
    }

    /** Columns that see the scene and are not known to be defective. */
    public boolean[] sound() {
        boolean[] sound = columns.clone();
        known.forEach(column -> sound[column] = false);
        return sound;
    }
}
