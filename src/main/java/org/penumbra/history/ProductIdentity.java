package org.penumbra.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.delivery.Product.InputFile;

/**
 * What tells a product from any other (DESIGN 4).
 *
 * @param productId id of the product
 * @param sha256 over the sorted (relative path, size, SHA-256) of its files: equal for all forms of delivery; lower-case hexadecimal
 * @param unit short name of the spacecraft
 * @param type acquisition type
 * @param sensingStart UTC
 */
public record ProductIdentity(String productId, String sha256, String unit, AcquisitionType type, Instant sensingStart) {

    /** The identity of an opened product. */
    public static ProductIdentity of(Product product) {
        MessageDigest digest = newDigest();
        product.inputs().stream().sorted(Comparator.comparing(InputFile::name))
                .map(file -> "%s\0%d\0%s\n".formatted(file.name(), file.size(), file.sha256()))
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return new ProductIdentity(product.id(), HexFormat.of().formatHex(digest.digest()), product.spacecraft().name(), product.type(),
                product.sensingStart());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
