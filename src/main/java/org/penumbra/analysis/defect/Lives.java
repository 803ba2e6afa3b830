package org.penumbra.analysis.defect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.EvidenceHistory;
import org.penumbra.analysis.Past;

/**
 * The lives of defects as they follow from the evidence of acquisitions in the order of time: a pure function, so that a late
 * or repeated acquisition changes nothing but what it has to (METHODS 6).
 */
public final class Lives {
    private final DefectSettings settings;
    private final Map<Key, Running> running = new TreeMap<>();
    private final List<Life> ended = new ArrayList<>();

    private record Key(String place, int column, int shift, String kind) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::place).thenComparingInt(Key::column)
                .thenComparingInt(Key::shift).thenComparing(Key::kind);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** A life that has not ended. */
    private static final class Running {
        private final Instant since;
        private Sign last;
        private Instant lastSeen;
        private boolean seenInTheDark;
        private boolean confirmed;
        private int consecutive;
        private int good;
        private int seen;
        private int possible;

        Running(Instant since) {
            this.since = since;
        }
    }

    private Lives(DefectSettings settings) {
        this.settings = settings;
    }

    /**
     * The lives after every archived acquisition of a unit before an instant.
     *
     * @return in the order of place, column and kind, those that ended included
     */
    public static List<Life> of(Past past, String unit, Instant before, DefectSettings settings) {
        return of(archived(EvidenceHistory.of(past, unit, before)), settings);
    }

    /** The same with one acquisition more, under the configurations that are really active. */
    static List<Life> of(EvidenceHistory history, Instant time, Evidence active, DefectSettings settings) {
        Map<Instant, List<Evidence>> all = archived(history);
        all.computeIfAbsent(time, key -> new ArrayList<>()).add(active);
        return of(all, settings);
    }

    /**
     * Where the lives of one column stood after each archived acquisition.
     *
     * @param place label of its (band, detector)
     * @param column 0-based
     * @return one list for each entry of the history, those that ended included
     */
    public static List<List<Life>> of(EvidenceHistory history, String place, int column, DefectSettings settings) {
        Lives lives = new Lives(settings);
        List<List<Life>> after = new ArrayList<>();
        for (EvidenceHistory.Entry entry : history.entries()) {
            lives.add(entry.acquisition().sensingStart(), entry.evidence().of(place, column));
            after.add(lives.lives());
        }
        return after;
    }

    private static Map<Instant, List<Evidence>> archived(EvidenceHistory history) {
        Map<Instant, List<Evidence>> all = new TreeMap<>();
        history.entries().forEach(entry -> all.computeIfAbsent(entry.acquisition().sensingStart(), key -> new ArrayList<>()).add(entry.evidence()));
        return all;
    }

    static List<Life> of(Map<Instant, List<Evidence>> all, DefectSettings settings) {
        Lives lives = new Lives(settings);
        all.forEach((time, several) -> several.forEach(evidence -> lives.add(time, evidence)));
        return lives.lives();
    }

    private void add(Instant time, Evidence evidence) {
        Map<Key, Sign> seen = new LinkedHashMap<>();
        evidence.signs().forEach(sign -> seen.put(new Key(sign.place(), sign.column(),
                evidence.shift(sign.place(), sign.column()), sign.kind()), sign));
        seen.forEach((key, sign) -> see(running.computeIfAbsent(key, any -> new Running(time)), time, sign, evidence));
        List<Key> healed = new ArrayList<>();
        running.forEach((key, life) -> {
            if (!seen.containsKey(key) && !blinded(seen, key) && !needsLight(key, life, evidence)
                    && evidence.couldSee(key.place(), key.kind()) && evidence.shift(key.place(), key.column()) == key.shift()) {
                life.consecutive = 0;
                life.good++;
                life.possible++;
                if (life.good >= settings.released()) {
                    ended.add(life(key, life, time));
                    healed.add(key);
                }
            }
        });
        running.keySet().removeAll(healed);
    }

    /** A pixel at the top of the scale, or with one count throughout, shows nothing else that may be wrong with it. */
    private static boolean blinded(Map<Key, Sign> seen, Key key) {
        return Stream.of(DefectClass.SATURATED, DefectClass.STUCK)
                .anyMatch(kind -> seen.containsKey(new Key(key.place(), key.column(), key.shift(), kind.name())));
    }

    /** A pixel that reached the top of the scale in the light only is below it in the dark, whatever is wrong with it. */
    private static boolean needsLight(Key key, Running life, Evidence evidence) {
        return key.kind().equals(DefectClass.SATURATED.name()) && !life.seenInTheDark && ofDark(evidence);
    }

    private static boolean ofDark(Evidence evidence) {
        return evidence.kinds().contains(DefectClass.HOT.name());
    }

    private void see(Running life, Instant time, Sign sign, Evidence evidence) {
        life.seenInTheDark |= ofDark(evidence);
        life.last = sign;
        life.lastSeen = time;
        life.consecutive++;
        life.good = 0;
        life.seen++;
        life.possible++;
        life.confirmed |= life.consecutive >= settings.confirmed();
    }

    private List<Life> lives() {
        return Stream.concat(ended.stream(), running.entrySet().stream().map(entry -> life(entry.getKey(), entry.getValue(), null)))
                .sorted(Comparator.comparing(Life::place).thenComparingInt(Life::column)
                        .thenComparing(Life::kind).thenComparing(Life::since)).toList();
    }

    private static Life life(Key key, Running life, Instant end) {
        Life.Status status = end != null ? Life.Status.RELEASED : life.confirmed ? Life.Status.CONFIRMED : Life.Status.CANDIDATE;
        return new Life(life.last, key.shift(), status, life.since, life.lastSeen, end, life.seen, life.possible);
    }
}
