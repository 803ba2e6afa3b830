package org.penumbra.camel;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.history.JobState;

/**
 * One delivery on its way through the routes.
 *
 * @param id time-ordered id
 * @param state how far it had come when this process took it in hand
 * @param delivery the delivery, where it lies
 * @param taken whether the delivery was taken from a drop directory, and so is moved on at the end; one that somebody named stays where it is
 * @param asserted the type that the operator says it has, by the directory it was dropped into
 * @param work directory of its own for what is made on the way
 * @param calibration directory of the calibration set
 * @param out directory of the report, or empty for the usual place under {@code reports/}
 * @param started UTC, when the delivery was found
 */
public record Job(String id, JobState state, Path delivery, boolean taken, Optional<AcquisitionType> asserted, Path work, Path calibration,
                  Optional<Path> out, Instant started) {

    /** Header with the id of the job. */
    public static final String ID = "PenumbraJobId";
    /** Header with the id of the product. */
    public static final String PRODUCT_ID = "PenumbraProductId";
    /** Header with the label of the acquisition type. */
    public static final String ACQUISITION_TYPE = "PenumbraAcquisitionType";
    /** Header with the name of the {@link JobState} that a job had when it was taken in hand. */
    static final String STATE = "PenumbraJobState";
    /** Header that says whether an opened product is {@code NEW}, a {@code REVISION} or a {@code DUPLICATE}. */
    static final String OPENING = "PenumbraOpening";
    /** Header with the directory of the report. */
    static final String REPORT = "PenumbraReport";
    /** Header with the verdict of the report. */
    static final String VERDICT = "PenumbraVerdict";

    /** A job of the store whose delivery lies in its claim folder. */
    static Job of(org.penumbra.history.Job row, Rooms rooms) {
        return new Job(row.id(), row.state(), row.place(), true, AcquisitionType.ofLabel(row.source().getParent().getFileName().toString()),
                rooms.work().resolve(row.id()), rooms.calibration(), Optional.empty(), row.created());
    }

    /** Directory of the measurement files. */
    public Path measure() {
        return work.resolve("measure");
    }
}
