package org.penumbra.analysis;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
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

    /** The epoch of a product and what was acquired before it, in any epoch: asked for once, not by every band and detector. */
    private record Here(Map<String, String> epoch, List<Acquisition> earlier) {
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
            if (product.level().equals("L1A") && set.identity(GippType.R2SWIR).isPresent()) {
                set.swirArrangement().bands().forEach((bandId, shifts) ->
                        epoch.put(shifts(product.spacecraft().instrument().band(bandId)), UUID.nameUUIDFromBytes(shifts.toString().getBytes(StandardCharsets.UTF_8)).toString()));
            }
        });
        return epoch;
    }

    /** Under which an epoch says what the columns of a SWIR band use, so that neither another band nor the same issued again ends it. */
    private static String shifts(Band band) {
        return SWIR + "/" + band.name();
    }

    /** Identity of the SWIR arrangement of an epoch. */
    public static String arrangement(Map<String, String> epoch) {
        return epoch.getOrDefault(SWIR, "none");
    }

    /** Earlier acquisitions of the product's unit and type that are in its epoch for a band, earliest first. */
    public static List<Acquisition> earlier(Dossier dossier, Band band) {
        Here here = dossier.shared(Here.class, () -> new Here(of(dossier.product(), dossier.calibration()),
                dossier.past().acquisitions(dossier.product().spacecraft().unit(), dossier.product().type(), dossier.product().sensingStart())));
        return here.earlier().stream().filter(acquisition -> same(here.epoch(), acquisition.epoch(), band)).toList();
    }

    /**
     * Whether two epochs are one for a band. The SWIR arrangement concerns the SWIR bands alone, and of them those whose columns it moves;
     * where what was archived does not tell, each R2SWIR is another.
     */
    public static boolean same(Map<String, String> one, Map<String, String> other, Band band) {
        if (!onBoard(one).equals(onBoard(other))) {
            return false;
        }
        String shifts = one.containsKey(shifts(band)) && other.containsKey(shifts(band)) ? shifts(band) : SWIR;
        return band.focalPlane() == FocalPlane.VNIR || Objects.equals(one.get(shifts), other.get(shifts));
    }

    private static Map<String, String> onBoard(Map<String, String> epoch) {
        Map<String, String> onBoard = new TreeMap<>(epoch);
        onBoard.keySet().removeIf(key -> key.startsWith(SWIR));
        return onBoard;
    }
}
