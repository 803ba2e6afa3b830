package org.penumbra.history;

import java.nio.file.Path;
import java.time.Instant;
import org.penumbra.delivery.AcquisitionType;

/**
 * One published revision of a product: its one history row.
 *
 * @param productId id of the product
 * @param revision 1-based
 * @param identity SHA-256 of the product (DESIGN 4)
 * @param job job that processed it
 * @param unit short name of the spacecraft
 * @param type acquisition type
 * @param sensingStart UTC
 * @param verdict verdict of the report (METHODS 0)
 * @param report directory of the report
 * @param published when the report was ready
 */
public record ProcessedProduct(String productId, int revision, String identity, String job, String unit, AcquisitionType type,
                               Instant sensingStart, String verdict, Path report, Instant published) {
}
