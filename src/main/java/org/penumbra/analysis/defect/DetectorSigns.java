package org.penumbra.analysis.defect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.instrument.BandDetector;

/**
 * What one acquisition shows of the pixels of one (band, detector).
 *
 * @param id band and detector
 * @param columns imaging columns
 * @param known those of them that R2DEPI, or the mask of a stack, lists
 * @param signs defects of single pixels
 * @param unseen kinds that cannot be seen: without light, or yet, because earlier acquisitions of the epoch are too few or too much alike
 * @param answers whether the detector reads what falls on it: one that does not says nothing of its pixels
 * @param shapes first and last column, 0-based, of blemishes that run through many bands of a spectrometer
 */
record DetectorSigns(BandDetector id, int columns, Set<Integer> known, List<Sign> signs, List<String> unseen, boolean answers, List<int[]> shapes) {

    DetectorSigns {
        known = Set.copyOf(known);
        signs = List.copyOf(signs);
        unseen = List.copyOf(unseen);
        shapes = List.copyOf(shapes);
    }

    /** Columns with a sign that are not known, by kind. */
    Map<String, Long> counts() {
        return signs.stream().filter(sign -> !known.contains(sign.column()))
                .collect(Collectors.groupingBy(Sign::kind, TreeMap::new, Collectors.counting()));
    }

    /** Kinds that so many columns newly show that the detector as a whole has changed. */
    List<String> wide(DefectSettings settings) {
        return counts().entrySet().stream().filter(entry -> entry.getValue() > settings.detectorWide() * columns).map(Map.Entry::getKey).toList();
    }
}
