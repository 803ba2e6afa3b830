package org.penumbra.analysis.defect;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.penumbra.analysis.defect.Life.Status;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.BandDetector;

/** What the lives of pixels ask of the reader (METHODS 0, 6). */
final class DefectFindings {
    private final DefectResult result;
    private final List<Finding> findings = new ArrayList<>();

    DefectFindings(DefectResult result) {
        this.result = result;
    }

    List<Finding> all() {
        result.insufficient().ifPresent(why -> findings.add(Finding.of(DefectCode.INSUFFICIENT, Severity.INFO, Place.INSTRUMENT, why)));
        if (!result.withoutDark().isEmpty()) {
            findings.add(Finding.of(DefectCode.NO_DARK, Severity.INFO, Place.INSTRUMENT,
                    result.withoutDark().size() == result.signs().size() ? "all detectors" : String.join(", ", result.withoutDark())));
        }
        String unlit = result.signs().stream().filter(one -> one.unseen().containsAll(FlatSigns.RESPONSE))
                .map(one -> one.id().label()).collect(Collectors.joining(", "));
        if (!unlit.isEmpty()) {
            findings.add(Finding.of(DefectCode.NO_LIGHT, Severity.INFO, Place.INSTRUMENT, unlit));
        }
        result.signs().forEach(this::wide);
        shapes();
        pixels();
        result.catalogue().forced().forEach((place, reason) -> findings.add(Finding.of(DefectCode.FORCED, Severity.INFO,
                Place.column(place.id().band().name(), place.id().detector(), place.column()), place.id().label(), place.column(), reason)));
        return findings;
    }

    /** What the operator decided is not told a second time. */
    private void pixels() {
        List<Finding> pixels = result.lives().stream()
                .filter(life -> result.catalogue().forced().keySet().stream().noneMatch(place -> place.holds(life)))
                .flatMap(life -> pixel(life).stream()).toList();
        if (pixels.size() <= result.settings().longestPixelList()) {
            findings.addAll(pixels);
            return;
        }
        pixels.stream().collect(Collectors.groupingBy(each -> Place.detector(each.where().band(), each.where().detector()),
                        LinkedHashMap::new, Collectors.toList()))
                .forEach((detector, ofDetector) -> findings.add(Finding.of(DefectCode.MANY_PIXELS, Severity.worst(ofDetector), detector,
                        ofDetector.size(), BandDetector.label(detector.band(), detector.detector()))));
    }

    private void wide(DetectorSigns detector) {
        if (!result.evidence().places().contains(detector.id().label())) {
            return;
        }
        for (String kind : detector.wide(result.settings())) {
            long columns = detector.counts().get(kind);
            findings.add(Finding.measured(DefectCode.DETECTOR_WIDE, Severity.ALARM,
                    Place.detector(detector.id().band().name(), detector.id().detector()),
                    (double) columns / detector.columns(), result.settings().detectorWide(), "1", columns, detector.columns(), detector.id().label(),
                    DefectClass.valueOf(kind).meaning()));
        }
    }

    private void shapes() {
        LinkedHashSet<List<Integer>> told = new LinkedHashSet<>();
        result.signs().forEach(one -> one.shapes().forEach(shape -> told.add(List.of(one.id().detector(), shape[0], shape[1]))));
        told.forEach(shape -> findings.add(Finding.of(DefectCode.COLUMN_SHAPE, Severity.INFO, new Place(null, shape.get(0), shape.get(1), null),
                shape.get(1), shape.get(2), shape.get(0))));
    }

    private List<Finding> pixel(Life life) {
        Place place = new Place(DefectResult.band(life.place()), DefectResult.detector(life.place()), life.column(),
                life.last().lineOfCycle() == 0 ? null : life.last().lineOfCycle());
        String meaning = DefectClass.valueOf(life.kind()).meaning();
        boolean now = life.lastSeen().equals(result.product().sensingStart());
        LocalDate since = life.since().atZone(ZoneOffset.UTC).toLocalDate();
        if (life.status() == Status.CANDIDATE && now) {
            return List.of(Finding.of(DefectCode.CANDIDATE, Severity.INFO, place, life.place(), life.column(), life.kind(), meaning, since));
        }
        if (life.status() == Status.CONFIRMED && now) {
            return List.of(Finding.of(DefectCode.CONFIRMED, Severity.WARNING, place, life.place(), life.column(), life.kind(), meaning,
                    life.seen(), life.possible(), since));
        }
        if (life.status() == Status.RELEASED) {
            return List.of(Finding.of(DefectCode.RELEASED, Severity.INFO, place,
                    life.place(), life.column(), life.kind(), meaning, result.settings().released()));
        }
        return List.of();
    }
}
