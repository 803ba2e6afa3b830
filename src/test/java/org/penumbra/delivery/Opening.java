package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Instruments;
import org.penumbra.settings.Settings;

/** Opens deliveries with the configuration as it is delivered. */
final class Opening {
    static final DeliverySettings SETTINGS = Settings.read(DeliverySettings.class, Path.of("config/delivery.yaml"));
    private static final Instruments INSTRUMENTS = Instruments.load(List.of(Path.of("config/instrument")));

    private Opening() {
    }

    static Product open(Path delivery, Path work, AcquisitionType asserted) {
        return opener(SETTINGS).open(delivery, work, Optional.ofNullable(asserted));
    }

    static Product open(Path delivery) {
        return open(delivery, delivery.resolveSibling("work"), null);
    }

    static DeliveryOpener opener(DeliverySettings settings) {
        return new DeliveryOpener(INSTRUMENTS, settings);
    }

    static Refusal refusal(ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        if (refusal == null) {
            throw new AssertionError("nothing was refused");
        }
        return refusal;
    }
}
