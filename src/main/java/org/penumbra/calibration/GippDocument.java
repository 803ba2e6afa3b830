package org.penumbra.calibration;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;

/** What all GIPP documents have in common: root, header, then {@code DATA}. */
final class GippDocument {
    private GippDocument() {
    }

    /**
     * Reads a document of that type; {@code data} gets the cursor at {@code DATA} and must take that element to its end.
     *
     * @throws Refusal CALIBRATION-103 to -106
     */
    static <G extends Gipp> G read(StoredGipp stored, GippType type, BiFunction<GippHeader, XmlCursor, G> data) {
        XmlCursor xml = new XmlCursor(stored.content(), stored.name());
        xml.child();
        if (!xml.name().equals(type.root())) {
            throw new Refusal(CalibrationCode.OF_ANOTHER, stored.name(), xml.name(), type.root());
        }
        Map<String, String> header = new HashMap<>();
        while (xml.child()) {
            switch (xml.name()) {
                case "HEADER", "SPECIFIC_HEADER" -> header.putAll(xml.texts());
                case "DATA" -> {
                    return data.apply(GippHeader.of(xml, header), xml);
                }
                default -> xml.skip();
            }
        }
        throw xml.lacks("DATA");
    }

    static void write(Path file, Gipp gipp, Consumer<XmlPrinter> data) {
        XmlPrinter.write(file, out -> out.element(gipp.type().root(), () -> {
            gipp.header().write(out);
            out.element("DATA", () -> data.accept(out));
        }));
    }

    /** A detector number as GIPPs write it: {@code 01}. */
    static String detectorId(int detector) {
        return String.format(Locale.ROOT, "%02d", detector);
    }

    /** The entry of that key, for example of a band or a detector; refused as CALIBRATION-105 if there is none. */
    static <K, V> V entry(Map<K, V> entries, K key, GippHeader header, String what) {
        V entry = entries.get(key);
        if (entry == null) {
            throw new Refusal(CalibrationCode.INCOMPLETE, header.label(), what + " " + key);
        }
        return entry;
    }

    /** A copy that nobody can change, in the order of its keys. */
    static <K extends Comparable<K>, V> SortedMap<K, V> sorted(Map<K, V> entries) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** A copy of both levels that nobody can change, in the order of its keys. */
    static <K extends Comparable<K>, L extends Comparable<L>, V> SortedMap<K, SortedMap<L, V>> sortedTwice(Map<K, ? extends Map<L, V>> entries) {
        SortedMap<K, SortedMap<L, V>> copy = new TreeMap<>();
        entries.forEach((key, inner) -> copy.put(key, sorted(inner)));
        return sorted(copy);
    }

    /** Makes sure that columns are those of a detector at level 1A; else refuses the file as CALIBRATION-106. */
    static void requireColumns(GippHeader header, BandDetector id, Collection<Integer> columns) {
        for (int column : columns) {
            if (column < 0 || column >= id.band().columns()) {
                throw new Refusal(CalibrationCode.OUT_OF_RANGE, header.label(),
                        "a column of " + id.label(), column, "0 to " + (id.band().columns() - 1));
            }
        }
    }
}
