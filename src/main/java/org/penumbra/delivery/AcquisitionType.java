package org.penumbra.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What was acquired; the name is the one used in folders, headers, reports and subscriptions. */
public enum AcquisitionType {
    NIGHT_OCEAN("night-ocean"),
    SUN_DIFFUSER("sun-diffuser"),
    NOMINAL("nominal");

    private final String label;

    AcquisitionType(String label) {
        this.label = label;
    }

    /** The type that a {@code DATATAKE_TYPE} of MSI stands for (FORMATS 1); empty for one that is not analysed or not known. */
    public static Optional<AcquisitionType> ofDatatakeType(String datatakeType) {
        return Optional.ofNullable(switch (datatakeType) {
            case "INS-DASC", "INS-DASD" -> NIGHT_OCEAN;
            case "INS-ABSR", "INS-ABSD" -> SUN_DIFFUSER;
            case "INS-NOBS", "INS-NOBD", "INS-EOBS", "INS-EOBD", "INS-VIC", "INS-VICD" -> NOMINAL;
            default -> null;
        });
    }

    @JsonValue
    public String label() {
        return label;
    }

    public static Optional<AcquisitionType> ofLabel(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }
}
