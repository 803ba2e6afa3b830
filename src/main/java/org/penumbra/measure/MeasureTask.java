package org.penumbra.measure;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.penumbra.calibration.BlindPixels;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.OnBoardEqualisation;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.BandDetector;
import org.penumbra.raster.PixelLines;
import org.penumbra.raster.RasterLines;

/**
 * What has to be known of one (band, detector) before its lines are measured.
 *
 * @param id the band and detector
 * @param blind columns that carry no image, valid blind ones included; axis: column
 * @param validBlind blind columns whose counts follow the thermal drift; axis: column
 * @param least stored count below which a sample is no data, in LSB; −∞ where every count may be true
 * @param saturation stored count at and above which a sample is saturated, in LSB
 * @param kind what lit the lines
 * @param law from stored counts to raw counts X; {@link OnBoardEqualisation.Law#identity} where they are the same
 * @param compressed whether counts went through the on-board compression
 * @param known columns that a mask delivered with the lines calls defective; axis: column
 */
public record MeasureTask(BandDetector id, boolean[] blind, boolean[] validBlind, double least, double saturation, Kind kind,
                          OnBoardEqualisation.Law law, boolean compressed, boolean[] known) {

    /** What lit the lines, hence what may be cut. */
    public enum Kind {
        /** Nothing: outliers in time are cut, and columns with two levels are looked for. */
        DARK,
        /** The Sun on the diffuser: outliers are cut from what is left after the common trend of the illumination. */
        DIFFUSER,
        /** The Earth: nothing is an outlier. */
        SCENE
    }

    public MeasureTask {
        if (validBlind.length != blind.length || law.columns() != blind.length || known.length != blind.length) {
            throw new IllegalArgumentException("%s: blind columns, valid ones, law and known defects are over %d, %d, %d and %d columns".formatted(
                    id, blind.length, validBlind.length, law.columns(), known.length));
        }
    }

    /** Lines of which every count may be true, and that came without a mask of known defects. */
    public MeasureTask(BandDetector id, boolean[] blind, boolean[] validBlind, double saturation, Kind kind,
                       OnBoardEqualisation.Law law, boolean compressed) {
        this(id, blind, validBlind, Double.NEGATIVE_INFINITY, saturation, kind, law, compressed, new boolean[blind.length]);
    }

    /**
     * What has to be known of one (band, detector) of a product: blind columns and the on-board law come from its calibration set, those
     * of a raster stack from the profile; what lit it from its acquisition type, known defects from the mask of a raster stack.
     *
     * @param calibration parameters in force; empty for a raster stack, which has none
     * @throws org.penumbra.finding.Refusal CALIBRATION-1xx when a file is missing or unreadable
     */
    public static MeasureTask of(Product product, Optional<CalibrationSet> calibration, BandDetector id) {
        int columns = product.columns(id.band());
        boolean[] blind = new boolean[columns];
        boolean[] validBlind = new boolean[columns];
        if (product.level().equals("L1A") && calibration.isPresent()) {
            BlindPixels.Detector sides = calibration.get().blindPixels().detector(id);
            sides.blind().forEach(column -> blind[column] = true);
            sides.valid().forEach(column -> validBlind[column] = true);
        } else if (product.level().equals("RAW")) {
            product.spacecraft().instrument().blindColumns().forEach(column -> {
                blind[column] = true;
                validBlind[column] = true;
            });
        }
        Kind kind = switch (product.type()) {
            case NIGHT_OCEAN -> Kind.DARK;
            case SUN_DIFFUSER -> Kind.DIFFUSER;
            case NOMINAL -> Kind.SCENE;
        };
        boolean compressed = product.datastrip().map(datastrip -> Boolean.TRUE.equals(datastrip.compressMode())).orElse(false);
        return new MeasureTask(id, blind, validBlind, StoredCounts.least(product, id.band()), product.spacecraft().instrument().saturation(), kind,
                StoredCounts.law(product, calibration, id, columns), compressed, known(product, id, columns));
    }

    /** Columns where any line of the mask is not zero. */
    private static boolean[] known(Product product, BandDetector id, int columns) {
        boolean[] known = new boolean[columns];
        Product.Image mask = product.knownDefects().get(id);
        if (mask != null) {
            try (PixelLines lines = RasterLines.open(id, columns, List.of(mask))) {
                ByteBuffer samples = ByteBuffer.allocateDirect(lines.bytes(0));
                lines.read(0, samples);
                int bytes = samples.capacity() / (columns * lines.lines());
                for (int i = 0; i < samples.capacity(); i++) {
                    known[i / bytes % columns] |= samples.get(i) != 0;
                }
            }
        }
        return known;
    }

    int columns() {
        return blind.length;
    }

    int linesPerCycle() {
        return id.band().linesPerCycle();
    }
}
