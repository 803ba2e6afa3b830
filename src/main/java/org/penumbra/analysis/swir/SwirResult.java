package org.penumbra.analysis.swir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Activation;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Result;
import org.penumbra.analysis.swir.DetectorSelection.Outcome;
import org.penumbra.instrument.Band;

/**
 * The configuration of the SWIR columns.
 *
 * @param detectors every SWIR (band, detector), bands in the order of their id; empty without calibration parameters
 * @param detectorsOfInstrument detectors that the instrument has side by side, delivered or not
 * @param since start of validity of the R2SWIR in force, UTC
 * @param settings settings in force
 */
public record SwirResult(List<DetectorSelection> detectors, int detectorsOfInstrument, Optional<Instant> since,
                         SwirSettings settings) implements Result {

    Map<Band, List<DetectorSelection>> bands() {
        return detectors.stream().collect(Collectors.groupingBy(one -> one.id().band(),
                () -> new TreeMap<>(Comparator.comparingInt(Band::id)), Collectors.toList()));
    }

    @Override
    public Object summary() {
        List<Object> bands = new ArrayList<>();
        bands().forEach((band, ofBand) -> bands.add(Map.of("band", band.name(), "detectors", ofBand.stream().map(SwirResult::summary).toList())));
        return Map.of("bands", bands);
    }

    /** What the columns that were moved turned out to use, where it is decided. */
    @Override
    public Evidence evidence() {
        List<Activation> activations = detectors.stream().flatMap(detector -> detector.moved().stream()
                .filter(move -> move.outcome() != Outcome.UNDECIDED)
                .map(move -> new Activation(detector.id().label(), move.column(), move.active()))).toList();
        return new Evidence(List.of(), List.of(), List.of(), Map.of(), List.of(), activations);
    }

    private static Map<String, Object> summary(DetectorSelection detector) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("detector", detector.id().detector());
        entry.put("configuration", Arrays.stream(detector.shifts()).boxed().toList());
        entry.put("mismatches", detector.moved().stream().filter(move -> move.outcome() == Outcome.MISMATCH)
                .map(DetectorSelection.Move::column).toList());
        entry.put("moved", detector.moved().stream().map(move -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("column", move.column());
            row.put("from", known(move.from()));
            row.put("to", move.to());
            row.put("active", move.outcome() == Outcome.UNDECIDED ? new Missing("undecided") : known(move.active()));
            row.put("score", Missing.unless(move.score(), "a level is not known"));
            row.put("by", move.by());
            row.put("outcome", move.outcome().name());
            row.put("defectGone", move.defectGone());
            return row;
        }).toList());
        entry.put("proposals", detector.proposals().stream().map(proposal -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("column", proposal.column());
            row.put("from", proposal.from());
            row.put("to", proposal.to() == null ? new Missing("no configuration that was seen is better") : (Object) proposal.to());
            row.put("expectedNoise", Missing.unless(proposal.expectedNoise(), "no configuration that was seen is better"));
            row.put("reason", proposal.reason());
            return row;
        }).toList());
        return entry;
    }

    static Object known(int shift) {
        return shift == Evidence.UNKNOWN ? new Missing("it is that of no configuration known") : shift;
    }
}
