package org.penumbra.analysis;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;

/** Read-only view of what was measured before; the history package implements it. */
public interface Past {

    /** A past without any acquisition. */
    Past NONE = new Past() {
        @Override
        public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
            return List.of();
        }

        @Override
        public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
            throw new IllegalArgumentException("no acquisition " + acquisition.id());
        }
    };

    /**
     * One archived acquisition.
     *
     * @param id product id
     * @param spacecraft the unit, as in {@link org.penumbra.instrument.Spacecraft}
     * @param type acquisition type
     * @param sensingStart UTC
     * @param epoch what must be equal for two acquisitions to be compared: NUC table, modes, R2EOB2, R2SWIR (METHODS 0)
     * @param temperatures plausible mean temperature in °C by sensor, for example {@code FPA VNIR}
     * @param values scalar results kept for series, by name such as {@code dark-signal/B01/noise}, in the unit of the report
     */
    record Acquisition(String id, String spacecraft, AcquisitionType type, Instant sensingStart, Map<String, String> epoch,
                       Map<String, Double> temperatures, Map<String, Double> values) {
    }

    /**
     * Per-pixel statistics of an archived acquisition. Axis: column · n + (line of cycle − 1).
     *
     * @param mean raw counts in LSB
     * @param u standard uncertainty of the mean in LSB
     * @param noise line-to-line noise in LSB
     * @param change against the reference in force then
     */
    record Pixels(double[] mean, double[] u, double[] noise, double[] change) {

        /** Whether no pixel varied from line to line: a detector that did not answer. */
        public boolean frozen() {
            return Arrays.stream(noise).anyMatch(each -> each == 0) && Arrays.stream(noise).noneMatch(each -> each > 0);
        }
    }

    /**
     * A point of a series that does not come from an archived acquisition, for example from an imported file.
     *
     * @param time UTC
     * @param source where it comes from: name of a file, or a product id
     * @param value in the unit of the report
     */
    record Reading(Instant time, String source, double value) {
    }

    /**
     * Something that happened to a unit and may break its series.
     *
     * @param type for example {@code decontamination}
     * @param start UTC
     * @param end UTC, not before the start
     * @param bands names of the bands concerned; empty for all
     */
    record Event(String type, Instant start, Instant end, List<String> bands) {
    }

    /** Acquisitions of that unit and type that started before the instant, earliest first. */
    List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before);

    /** The pixels of one of them; NaN where the archive has no value. */
    Pixels pixels(Acquisition acquisition, BandDetector bandDetector);

    /** What it showed of single pixels; {@link Evidence#NONE} where nothing was kept. */
    default Evidence evidence(Acquisition acquisition) {
        return Evidence.NONE;
    }

    /**
     * Points of a series of a unit that do not come from archived acquisitions, earliest first.
     *
     * @param name as in {@link Acquisition#values()}
     */
    default List<Reading> readings(String spacecraft, String name) {
        return List.of();
    }

    /** Events of a unit that were recorded, earliest first. */
    default List<Event> events(String spacecraft) {
        return List.of();
    }
}
