package org.penumbra.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Instruments;

/** Turns a delivery of any form into a verified product; keeps nothing between calls and may be used by many threads. */
public final class DeliveryOpener {
    private final Instruments instruments;
    private final DeliverySettings settings;

    public DeliveryOpener(Instruments instruments, DeliverySettings settings) {
        this.instruments = instruments;
        this.settings = settings;
    }

    /**
     * Opens a delivery: unpacks an archive, verifies every file, reads the metadata and finds the images. Pixels are not read.
     *
     * @param delivery a {@code .SAFE} directory or raster stack, read in place, or an archive
     * @param work directory that an archive is unpacked into; what an earlier attempt left there of the same product is replaced
     * @param asserted the type that the operator says it is, if any
     * @throws Refusal DELIVERY-102 to 151 when it cannot be used
     * @throws UncheckedIOException when the file system fails
     */
    public Product open(Path delivery, Path work, Optional<AcquisitionType> asserted) {
        Delivery.Form form = Delivery.form(delivery).orElseThrow(() -> none(delivery));
        Product product = switch (form) {
            case SAFE -> SafeProduct.open(real(delivery), delivery.getFileName().toString(), instruments);
            case ARCHIVE -> {
                Path unpacked = new ArchiveUnpacker(settings).unpack(delivery, work);
                yield SafeProduct.open(unpacked, unpacked.getFileName().toString(), instruments);
            }
            case STACK -> StackProduct.open(real(delivery), instruments);
        };
        asserted.filter(type -> type != product.type()).ifPresent(type -> {
            throw new Refusal(DeliveryCode.TYPE_MISMATCH, product.id(), type.label(), product.type().label());
        });
        return product;
    }

    private static Refusal none(Path delivery) {
        if (!Files.isSymbolicLink(delivery) || Files.exists(delivery)) {
            return new Refusal(DeliveryCode.NOT_A_DELIVERY, delivery.getFileName());
        }
        try {
            return new Refusal(DeliveryCode.LINK_TO_NOTHING, delivery.getFileName(), Files.readSymbolicLink(delivery));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory itself where a link was given: links inside a product are refused, one that leads to it is not. */
    private static Path real(Path delivery) {
        try {
            return delivery.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
