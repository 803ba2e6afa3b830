package org.penumbra.analysis.defect;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.penumbra.delivery.AcquisitionType;

/** Kinds of defect, and the acquisitions that can show them (METHODS 6). */
public enum DefectClass {
    DEAD("hardly any response", AcquisitionType.SUN_DIFFUSER),
    LOW_RESPONSE("response too low", AcquisitionType.SUN_DIFFUSER),
    HIGH_RESPONSE("response too high", AcquisitionType.SUN_DIFFUSER),
    HOT("dark signal too high", AcquisitionType.NIGHT_OCEAN),
    SATURATED("samples at the top of the scale", AcquisitionType.NIGHT_OCEAN, AcquisitionType.SUN_DIFFUSER),
    STUCK("always the same count", AcquisitionType.NIGHT_OCEAN, AcquisitionType.SUN_DIFFUSER),
    NOISY("noise in the dark too high", AcquisitionType.NIGHT_OCEAN),
    NOISY_LIT("noise in the light too high", AcquisitionType.SUN_DIFFUSER),
    TELEGRAPH("two levels in the dark", AcquisitionType.NIGHT_OCEAN),
    UNSTABLE("response that wanders", AcquisitionType.SUN_DIFFUSER),
    NON_LINEAR("response that depends on the level of light", AcquisitionType.SUN_DIFFUSER);

    private final String meaning;
    private final Set<AcquisitionType> from;

    DefectClass(String meaning, AcquisitionType... from) {
        this.meaning = meaning;
        this.from = Set.of(from);
    }

    /** A few words for the reader. */
    public String meaning() {
        return meaning;
    }

    /** Names of the kinds that an acquisition of a type can show. */
    static List<String> shownBy(AcquisitionType type) {
        return Arrays.stream(values()).filter(kind -> kind.from.contains(type)).map(DefectClass::name).toList();
    }
}
