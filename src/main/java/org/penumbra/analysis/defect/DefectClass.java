package org.penumbra.analysis.defect;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.penumbra.delivery.AcquisitionType;

/** Kinds of defect, and the acquisitions that can show them (METHODS 6). */
public enum DefectClass {
    DEAD("hardly any response", "", AcquisitionType.SUN_DIFFUSER),
    LOW_RESPONSE("response too low", "", AcquisitionType.SUN_DIFFUSER),
    HIGH_RESPONSE("response too high", "", AcquisitionType.SUN_DIFFUSER),
    HOT("dark signal too high", "LSB", AcquisitionType.NIGHT_OCEAN),
    SATURATED("samples at the top of the scale", "", AcquisitionType.NIGHT_OCEAN, AcquisitionType.SUN_DIFFUSER),
    STUCK("always the same count", "LSB", AcquisitionType.NIGHT_OCEAN, AcquisitionType.SUN_DIFFUSER),
    NOISY("noise in the dark too high", "LSB", AcquisitionType.NIGHT_OCEAN),
    NOISY_LIT("noise in the light too high", "LSB", AcquisitionType.SUN_DIFFUSER),
    TELEGRAPH("two levels in the dark", "LSB", AcquisitionType.NIGHT_OCEAN),
    UNSTABLE("response that wanders", "", AcquisitionType.SUN_DIFFUSER),
    NON_LINEAR("response that depends on the level of light", "", AcquisitionType.SUN_DIFFUSER);

    /** Quantities in the evidence whose unit is LSB whatever the class. */
    private static final Set<String> COUNTS = Set.of("lowest", "highest");
    /** Quantities without unit whatever the class. */
    private static final Set<String> NUMBERS = Set.of("samples", "darks", "diffusers", "switches", "occupancy", "explained");

    private final String meaning;
    private final String unit;
    private final Set<AcquisitionType> from;

    DefectClass(String meaning, String unit, AcquisitionType... from) {
        this.meaning = meaning;
        this.unit = unit;
        this.from = Set.of(from);
    }

    /** A few words for the reader. */
    public String meaning() {
        return meaning;
    }

    /** Unit of a quantity of its evidence, empty where it has none. */
    public String unit(String quantity) {
        return NUMBERS.contains(quantity) ? "" : COUNTS.contains(quantity) ? "LSB" : unit;
    }

    /** Names of the kinds that an acquisition of a type can show. */
    static List<String> shownBy(AcquisitionType type) {
        return Arrays.stream(values()).filter(kind -> kind.from.contains(type)).map(DefectClass::name).toList();
    }
}
