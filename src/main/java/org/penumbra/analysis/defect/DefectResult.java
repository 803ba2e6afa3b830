package org.penumbra.analysis.defect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Result;
import org.penumbra.analysis.defect.Life.Status;
import org.penumbra.delivery.Product;

/**
 * What the tracking of defective pixels found.
 *
 * @param product the product
 * @param signs what every (band, detector) shows, whether it counts or not
 * @param insufficient why some of it does not count; empty where all does
 * @param withoutDark labels of the (band, detector) of a lit stack that no archived dark could be taken off
 * @param evidence what is kept of it
 * @param catalogue lives against R2DEPI and the operator
 * @param series new pixels against their neighbours
 * @param counts earlier counts
 * @param settings settings in force
 */
public record DefectResult(Product product, List<DetectorSigns> signs, Optional<String> insufficient, List<String> withoutDark,
                           Evidence evidence, Catalogue catalogue, List<PixelSeries> series, CountHistory counts,
                           DefectSettings settings) implements Result {

    /** Lives that go on, and those that ended with this acquisition, in the order of place, column and kind. */
    public List<Life> lives() {
        return catalogue.lives();
    }

    static String count(String band, Status status) {
        return "defective-pixels/" + band + "/" + status.name().toLowerCase(java.util.Locale.ROOT);
    }

    static String band(String place) {
        return place.substring(0, place.indexOf("-D"));
    }

    static int detector(String place) {
        return Integer.parseInt(place.substring(place.indexOf("-D") + 2));
    }

    /** Pixels by band and status; a pixel of several kinds counts once for each. */
    Map<String, Map<Status, Long>> perBand() {
        Map<String, Map<Status, Long>> bands = new LinkedHashMap<>();
        signs.forEach(one -> bands.putIfAbsent(one.id().band().name(), new TreeMap<>()));
        catalogue.lives().forEach(life -> bands.get(band(life.place())).merge(life.status(), 1L, Long::sum));
        catalogue.forcedAlone().keySet().forEach(place -> bands.get(place.id().band().name()).merge(Status.CONFIRMED, 1L, Long::sum));
        catalogue.known().forEach(type -> bands.get(band(type.place())).merge(Status.KNOWN, 1L, Long::sum));
        return bands;
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        perBand().forEach((band, counts) -> List.of(Status.CANDIDATE, Status.CONFIRMED, Status.KNOWN)
                .forEach(status -> values.put(count(band, status), (double) counts.getOrDefault(status, 0L))));
        return values;
    }

    @Override
    public Object summary() {
        List<Object> pixels = new ArrayList<>();
        catalogue.lives().forEach(life -> pixels.add(entry(life.last(), life.status(), life.since().toString(), life)));
        catalogue.forcedAlone().forEach((place, reason) -> {
            Map<String, Object> forced = entry(new Sign(place.id().label(), place.column(), 0, Catalogue.FORCED, Map.of()), Status.CONFIRMED,
                    new Missing("the operator gives no date"), null);
            forced.put("evidence", Map.of("operator", reason));
            pixels.add(forced);
        });
        catalogue.known().forEach(type -> pixels.add(entry(type, Status.KNOWN, new Missing("the list of known pixels gives no date"), null)));
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("pixels", pixels);
        summary.put("sufficient", insufficient.isEmpty());
        summary.put("bands", perBand().entrySet().stream().map(entry -> {
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("band", entry.getKey());
            entry.getValue().forEach((status, count) -> counts.put(status.name().toLowerCase(java.util.Locale.ROOT), count));
            counts.put("signs", signs.stream().filter(one -> one.id().band().name().equals(entry.getKey())).flatMap(one -> one.signs().stream())
                    .collect(Collectors.groupingBy(Sign::kind, TreeMap::new, Collectors.counting())));
            return counts;
        }).toList());
        summary.put("new", Stream.concat(catalogue.confirmed().stream().map(life -> added(life.place(), life.column(), life.kind())),
                catalogue.forcedAlone().keySet().stream().map(place -> added(place.id().label(), place.column(), Catalogue.FORCED))).toList());
        summary.put("gone", catalogue.gone().stream().map(place -> Map.of("place", place.id().label(), "column", place.column())).toList());
        return summary;
    }

    private static Map<String, Object> added(String place, int column, String kind) {
        return Map.of("place", place, "column", column, "class", kind);
    }

    private static Map<String, Object> entry(Sign sign, Status status, Object since, Life life) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("band", band(sign.place()));
        entry.put("detector", detector(sign.place()));
        entry.put("column", sign.column());
        entry.put("lineOfCycle", sign.lineOfCycle() == 0 ? new Missing("all lines of the cycle") : (Object) sign.lineOfCycle());
        entry.put("class", sign.kind());
        entry.put("status", status.name());
        entry.put("since", since);
        entry.put("evidence", new TreeMap<>(sign.values()));
        if (life != null) {
            entry.put("lastSeen", life.lastSeen().toString());
            entry.put("seen", life.seen());
            entry.put("possible", life.possible());
        }
        return entry;
    }
}
