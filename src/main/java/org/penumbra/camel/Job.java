package org.penumbra.camel;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.penumbra.delivery.AcquisitionType;

/**
 * One delivery on its way through the routes.
 *
 * @param id time-ordered id
 * @param delivery the delivery, where it lies
 * @param asserted the type that the operator says it has, by the directory it was dropped into
 * @param work directory of its own for what is made on the way
 * @param calibration directory of the calibration set
 * @param out directory of the report, or empty for the usual place under {@code reports/}
 * @param started UTC, when the delivery was taken
 */
public record Job(String id, Path delivery, Optional<AcquisitionType> asserted, Path work, Path calibration, Optional<Path> out,
                  Instant started) {

    /** Header with the id of the job. */
    public static final String ID = "PenumbraJobId";
    /** Header with the id of the product. */
    public static final String PRODUCT_ID = "PenumbraProductId";
    /** Header with the label of the acquisition type. */
    public static final String ACQUISITION_TYPE = "PenumbraAcquisitionType";

    /** Directory of the measurement files. */
    public Path measure() {
        return work.resolve("measure");
    }
}
