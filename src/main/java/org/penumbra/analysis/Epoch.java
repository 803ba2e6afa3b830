package org.penumbra.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.calibration.GippType;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.FocalPlane;

/** What must be the same for two acquisitions of a unit to be compared as one series (METHODS 0). */
public final class Epoch {
    private static final String SWIR = "R2SWIR";

    private Epoch() {
    }

    /** The epoch of a product: NUC table, on-board modes, on-board equalisation and SWIR arrangement in force. */
    public static Map<String, String> of(Product product, Optional<CalibrationSet> calibration) {
        Map<String, String> epoch = new LinkedHashMap<>();
        product.datastrip().ifPresent(datastrip -> {
            epoch.put("NUC_TABLE_ID", String.valueOf(datastrip.nucTableId()));
            epoch.put("EQUALIZATION_MODE", String.valueOf(datastrip.equalizationMode()));
            epoch.put("COMPRESS_MODE", String.valueOf(datastrip.compressMode()));
        });
        calibration.ifPresent(set -> {
            epoch.put("R2EOB2", set.identity(GippType.R2EOB2).orElse("none"));
            epoch.put(SWIR, set.identity(GippType.R2SWIR).orElse("none"));
        });
        return epoch;
    }

    /** Identity of the SWIR arrangement of an epoch. */
    public static String arrangement(Map<String, String> epoch) {
        return epoch.getOrDefault(SWIR, "none");
    }

    /** Earlier acquisitions of the product's unit and type that are in its epoch for a band, earliest first. */
    public static List<Acquisition> earlier(Dossier dossier, Band band) {
        Map<String, String> now = of(dossier.product(), dossier.calibration());
        return dossier.past().acquisitions(dossier.product().spacecraft().unit(), dossier.product().type(), dossier.product().sensingStart())
                .stream().filter(acquisition -> same(now, acquisition.epoch(), band)).toList();
    }

    /** Whether two epochs are one for a band: the SWIR arrangement concerns the SWIR bands alone. */
    public static boolean same(Map<String, String> one, Map<String, String> other, Band band) {
        Map<String, String> first = new LinkedHashMap<>(one);
        Map<String, String> second = new LinkedHashMap<>(other);
        if (band.focalPlane() == FocalPlane.VNIR) {
            first.remove(SWIR);
            second.remove(SWIR);
        }
        return first.equals(second);
    }
}
