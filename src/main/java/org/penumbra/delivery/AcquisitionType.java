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

    @JsonValue
    public String label() {
        return label;
    }

    public static Optional<AcquisitionType> ofLabel(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }
}
