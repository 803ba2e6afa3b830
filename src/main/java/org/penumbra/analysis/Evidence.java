package org.penumbra.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one acquisition shows of single pixels, kept with it: from the evidence of all acquisitions the life of a pixel follows.
 *
 * @param places labels of the (band, detector) that could be judged, for example {@code B8A-D03}
 * @param kinds kinds of defect that this acquisition could show, for example {@code HOT}
 * @param unjudged {@code <place> <kind>} where a whole detector showed it, which says nothing of its pixels
 * @param shifts configuration of the SWIR columns by place, one character each: {@code -}, {@code 0}, {@code +} or {@code ?} (METHODS 7);
 *     a place that is not there, and columns behind the last character, have 0
 * @param signs the pixels that showed a defect
 * @param activations what SWIR columns that were moved turned out to use, where this acquisition decided it
 */
public record Evidence(List<String> places, List<String> kinds, List<String> unjudged, Map<String, String> shifts, List<Sign> signs,
                       List<Activation> activations) {
    private static final String SHIFTS = "-0+?";

    /** In place of a configuration: none that is known. */
    public static final int UNKNOWN = 2;

    public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of(), Map.of(), List.of());

    public Evidence {
        places = List.copyOf(places);
        kinds = List.copyOf(kinds);
        unjudged = List.copyOf(unjudged);
        shifts = Map.copyOf(shifts);
        signs = List.copyOf(signs);
        // what was kept before activations were has none
        activations = activations == null ? List.of() : List.copyOf(activations);
    }

    /** What shows no activation. */
    public Evidence(List<String> places, List<String> kinds, List<String> unjudged, Map<String, String> shifts, List<Sign> signs) {
        this(places, kinds, unjudged, shifts, signs, List.of());
    }

    /**
     * A defect that one pixel showed.
     *
     * @param place label of its (band, detector)
     * @param column 0-based
     * @param lineOfCycle 1-based line of the chronogram cycle, 0 for all of them
     * @param kind for example {@code HOT}
     * @param values what was measured and its limits, by name, finite
     */
    public record Sign(String place, int column, int lineOfCycle, String kind, Map<String, Double> values) {
        public Sign {
            values = Map.copyOf(values);
        }
    }

    /**
     * The configuration of one SWIR column that R2SWIR moved.
     *
     * @param place label of its (band, detector)
     * @param column 0-based
     * @param shift configuration really active: −1, 0, +1 or {@link #UNKNOWN}; the commanded one where the move took effect
     */
    public record Activation(String place, int column, int shift) {
    }

    /** What two analyses of one acquisition show together. */
    public Evidence and(Evidence other) {
        Map<String, String> all = new LinkedHashMap<>(shifts);
        all.putAll(other.shifts);
        return new Evidence(both(places, other.places), both(kinds, other.kinds), both(unjudged, other.unjudged), all, both(signs, other.signs),
                both(activations, other.activations));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    /** What it shows of one column alone. */
    public Evidence of(String place, int column) {
        return new Evidence(places, kinds, unjudged, shifts,
                signs.stream().filter(sign -> sign.column() == column && sign.place().equals(place)).toList(), activations);
    }

    /** The same with other configurations of the columns, as {@link #shifts} has them. */
    Evidence withShifts(Map<String, String> other) {
        return new Evidence(places, kinds, unjudged, other, signs, activations);
    }

    /** Configurations of the columns of a place as {@link #shifts} has them; axis: column. */
    public static String written(List<Integer> shifts) {
        return shifts.stream().map(shift -> SHIFTS.substring(shift + 1, shift + 2)).collect(Collectors.joining());
    }

    /** Whether a defect of that kind would have shown in this acquisition. */
    public boolean couldSee(String place, String kind) {
        return places.contains(place) && kinds.contains(kind) && !unjudged.contains(place + " " + kind);
    }

    /** Columns of a place that use another configuration here than in another acquisition, or one that is not known; ascending. */
    public int[] moved(Evidence other, String place, int columns) {
        boolean same = shifts.getOrDefault(place, "").equals(other.shifts.getOrDefault(place, ""));
        return IntStream.range(0, columns)
                .filter(column -> shift(place, column) == UNKNOWN || !same && shift(place, column) != other.shift(place, column)).toArray();
    }

    /** Configuration of a SWIR column, −1, 0, +1 or {@link #UNKNOWN}; 0 for any other. */
    public int shift(String place, int column) {
        String ofPlace = shifts.getOrDefault(place, "");
        return column >= ofPlace.length() ? 0 : SHIFTS.indexOf(ofPlace.charAt(column)) - 1;
    }
}
