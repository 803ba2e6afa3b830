package org.penumbra.simulation;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;

/**
 * Where in the instrument, and in which acquisitions of a series, a fault sits; what is not given means "all".
 *
 * @param band name of the band
 * @param detector 1-based
 * @param columns 0-based columns
 * @param range first and last column, 0-based, both included; instead of {@code columns}
 * @param lineOfCycle 1-based line of the chronogram cycle
 * @param acquisitions first and last acquisition of the series, 1-based, both included
 */
public record Where(String band, Integer detector, List<Integer> columns, List<Integer> range, Integer lineOfCycle,
                    List<Integer> acquisitions) {
    static final Where EVERYWHERE = new Where(null, null, null, null, null, null);

    public Where {
        Scenario.firstAndLast("at.range", range, 0);
        Scenario.firstAndLast("at.acquisitions", acquisitions, 1);
        if (columns != null && range != null) {
            throw Scenario.outOfRange("at.range", range, "either columns or range, not both");
        }
    }

    /** Refuses, as SIMULATION-104, a place that the instrument, or an acquisition that the series does not have. */
    void check(Instrument instrument, int series) {
        if (band != null && instrument.bands().stream().noneMatch(one -> one.name().equals(band))) {
            throw Scenario.outOfRange("at.band", band, "a band of " + instrument.id());
        }
        if (detector != null && (detector < 1 || detector > instrument.detectors())) {
            throw Scenario.outOfRange("at.detector", detector, "1 to " + instrument.detectors());
        }
        if (acquisitions != null && acquisitions.get(1) > series) {
            throw Scenario.outOfRange("at.acquisitions", acquisitions, "1 to " + series + ", the acquisitions of the scenario");
        }
        List<Band> bands = instrument.bands().stream().filter(one -> band == null || one.name().equals(band)).toList();
        int longest = bands.stream().mapToInt(Band::linesPerCycle).max().orElseThrow();
        if (lineOfCycle != null && (lineOfCycle < 1 || lineOfCycle > longest)) {
            throw Scenario.outOfRange("at.line_of_cycle", lineOfCycle, "1 to " + longest);
        }
        int fewest = bands.stream().mapToInt(Band::columns).min().orElseThrow();
        for (int column : columns(0, any -> true)) {
            if (column < 0 || column >= fewest) {
                throw Scenario.outOfRange("at.columns", column, "0 to " + (fewest - 1));
            }
        }
    }

    boolean holds(BandDetector place) {
        return (band == null || band.equals(place.band().name())) && (detector == null || detector == place.detector());
    }

    boolean holdsAcquisition(int number) {
        return acquisitions == null || number >= acquisitions.get(0) && number <= acquisitions.get(1);
    }

    boolean holdsLineOfCycle(int line) {
        return lineOfCycle == null || lineOfCycle == line;
    }

    /** The columns named, or every column that {@code all} accepts where none is named. */
    int[] columns(int count, IntPredicate all) {
        if (columns != null) {
            return columns.stream().mapToInt(Integer::intValue).toArray();
        }
        return range != null ? IntStream.rangeClosed(range.get(0), range.get(1)).toArray()
                : IntStream.range(0, count).filter(all).toArray();
    }
}
