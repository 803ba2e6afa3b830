package org.penumbra.analysis;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            if (product.level().equals("L1A") && set.identity(GippType.R2SWIR).isPresent()) {
                set.swirArrangement().bands().forEach((bandId, shifts) ->
                        epoch.put(shifts(product.spacecraft().instrument().band(bandId)),
                                UUID.nameUUIDFromBytes(shifts.toString().getBytes(StandardCharsets.UTF_8)).toString()));
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

    /**
     * Whether two epochs are one for a band. The SWIR arrangement concerns the SWIR bands alone, and of them those whose columns it moves;
     * where what was archived does not tell, each R2SWIR is another.
     */
    public static boolean same(Map<String, String> one, Map<String, String> other, Band band) {
        if (!sameButConfigurations(one, other)) {
            return false;
        }
        String shifts = tells(one, band) && tells(other, band) ? shifts(band) : SWIR;
        return band.focalPlane() == FocalPlane.VNIR || Objects.equals(one.get(shifts), other.get(shifts));
    }

    /** Whether two epochs are one for the columns that use the same configuration in both: all but the SWIR arrangement is the same. */
    public static boolean sameButConfigurations(Map<String, String> one, Map<String, String> other) {
        return onBoard(one).equals(onBoard(other));
    }

    /** Whether an epoch says what the columns of a SWIR band use. */
    static boolean tells(Map<String, String> epoch, Band band) {
        return epoch.containsKey(shifts(band));
    }

    /** What differs between two epochs, for example {@code NUC_TABLE_ID 3 to 4}; names of files are not told. */
    public static String change(Map<String, String> one, Map<String, String> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream()).distinct().sorted()
                .filter(key -> !key.startsWith(SWIR + "/") && !Objects.equals(one.get(key), other.get(key)))
                .map(key -> key.startsWith("R2") ? "another " + key : "%s %s to %s".formatted(key, one.get(key), other.get(key)))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> onBoard(Map<String, String> epoch) {
        Map<String, String> onBoard = new TreeMap<>(epoch);
        onBoard.keySet().removeIf(key -> key.startsWith(SWIR));
        return onBoard;
    }
}
