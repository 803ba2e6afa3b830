package org.penumbra.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penumbra.analysis.Evidence.Activation;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;

/**
 * What the darks and diffusers of a unit showed of single pixels, each SWIR column under the configuration that was really active
 * (METHODS 7): where a re-selection did not take effect, everything since its activation is of another pixel than the commanded one.
 *
 * <p>In an acquisition that did not decide itself what a column uses, it is what the last one before it under the same R2SWIR found,
 * else the first one after it, else what R2SWIR says.
 */
public final class EvidenceHistory {
    private final List<Entry> entries;
    private final Map<String, Map<Column, TreeMap<Instant, Integer>>> found = new HashMap<>();

    /** What one acquisition showed. */
    public record Entry(Acquisition acquisition, Evidence evidence) {
    }

    private record Column(String place, int column) {
    }

    private EvidenceHistory(List<Entry> commanded) {
        for (Entry entry : commanded) {
            for (Activation activation : entry.evidence().activations()) {
                found.computeIfAbsent(Epoch.arrangement(entry.acquisition().epoch()), key -> new HashMap<>())
                        .computeIfAbsent(new Column(activation.place(), activation.column()), key -> new TreeMap<>())
                        .put(entry.acquisition().sensingStart(), activation.shift());
            }
        }
        entries = commanded.stream().map(entry -> new Entry(entry.acquisition(),
                active(entry.acquisition().epoch(), entry.acquisition().sensingStart(), entry.evidence()))).toList();
    }

    /** What was archived of the unit before a product; its analyses share it. */
    public static EvidenceHistory before(Dossier dossier) {
        return dossier.shared(EvidenceHistory.class,
                () -> of(dossier.past(), dossier.product().spacecraft().unit(), dossier.product().sensingStart()));
    }

    /** What was archived of a unit before an instant. */
    public static EvidenceHistory of(Past past, String unit, Instant before) {
        List<Acquisition> acquisitions = new ArrayList<>();
        for (AcquisitionType type : List.of(AcquisitionType.NIGHT_OCEAN, AcquisitionType.SUN_DIFFUSER)) {
            acquisitions.addAll(past.acquisitions(unit, type, before));
        }
        // darks before diffusers of the same instant: the sort is stable
        acquisitions.sort(Comparator.comparing(Acquisition::sensingStart));
        return new EvidenceHistory(acquisitions.parallelStream().map(acquisition -> new Entry(acquisition, past.evidence(acquisition))).toList());
    }

    /** Every acquisition, earliest first. */
    public List<Entry> entries() {
        return entries;
    }

    /** Those of one type, earliest first. */
    public Stream<Entry> of(AcquisitionType type) {
        return entries.stream().filter(entry -> entry.acquisition().type() == type);
    }

    /** Those of some acquisitions that could judge a (band, detector); the latest first. */
    public List<Acquisition> judged(List<Acquisition> earlier, BandDetector id) {
        Set<String> products = earlier.stream().map(Acquisition::id).collect(Collectors.toSet());
        List<Acquisition> judged = new ArrayList<>(entries.stream().filter(entry -> products.contains(entry.acquisition().id())
                && entry.evidence().places().contains(id.label())).map(Entry::acquisition).toList());
        Collections.reverse(judged);
        return judged;
    }

    /**
     * The evidence of an acquisition of the unit with the configurations that were really active.
     *
     * @param epoch its epoch
     * @param time its sensing start
     * @param commanded with the configurations of R2SWIR
     */
    public Evidence active(Map<String, String> epoch, Instant time, Evidence commanded) {
        Map<Column, TreeMap<Instant, Integer>> ofArrangement = found.getOrDefault(Epoch.arrangement(epoch), Map.of());
        Map<String, StringBuilder> shifts = new TreeMap<>();
        ofArrangement.forEach((column, decided) -> {
            int shift = Optional.ofNullable(decided.floorEntry(time)).orElseGet(decided::firstEntry).getValue();
            if (shift != commanded.shift(column.place(), column.column())) {
                StringBuilder ofPlace = shifts.computeIfAbsent(column.place(),
                        place -> new StringBuilder(commanded.shifts().getOrDefault(place, "")));
                while (ofPlace.length() <= column.column()) {
                    ofPlace.append(Evidence.written(List.of(0)));
                }
                ofPlace.replace(column.column(), column.column() + 1, Evidence.written(List.of(shift)));
            }
        });
        if (shifts.isEmpty()) {
            return commanded;
        }
        Map<String, String> all = new TreeMap<>(commanded.shifts());
        shifts.forEach((place, ofPlace) -> all.put(place, ofPlace.toString()));
        return commanded.withShifts(all);
    }
}
