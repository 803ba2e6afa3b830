package org.penumbra.camel;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.history.JobState;
import org.penumbra.history.MeasurementArchive;

/**
 * One product on its way through the routes.
 *
 * @param id time-ordered id
 * @param state how far it had come when this process took it in hand
 * @param name what the log and a reason call it: the name of the delivery, or the product's where there is none
 * @param origin what it comes from
 * @param place where that lies
 * @param asserted the type that the operator says it has, by the directory it was dropped into
 * @param work directory of its own for what is made on the way
 * @param calibration directory of the calibration set
 * @param out directory of the report, or empty for the usual place under {@code reports/}
 * @param started UTC, when the delivery was found
 */
public record Job(String id, JobState state, String name, Origin origin, Path place, Optional<AcquisitionType> asserted, Path work, Path calibration,
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

    /** What a job processes, and so what becomes of that when it ends. */
    public enum Origin {
        /** A delivery that was dropped: it moves on, into the archive or the quarantine. */
        DROPPED,
        /** A delivery that somebody named, and waits for: it stays where it is. */
        NAMED,
        /** An entry of the measurement archive, with which a product is analysed again: it is only read. */
        ARCHIVED
    }

    /** A job of the store. */
    static Job of(org.penumbra.history.Job row, Rooms rooms) {
        Path source = row.source();
        Origin origin = MeasurementArchive.isEntry(row.place()) ? Origin.ARCHIVED : Origin.DROPPED;
        return new Job(row.id(), row.state(), source.getFileName().toString(), origin, row.place(),
                AcquisitionType.ofLabel(source.getParent().getFileName().toString()), rooms.work().resolve(row.id()), rooms.calibration(),
                Optional.empty(), row.created());
    }

    /** Directory of the measurement files. */
    public Path measure() {
        return work.resolve("measure");
    }
}
