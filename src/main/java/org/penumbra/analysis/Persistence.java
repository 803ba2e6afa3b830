package org.penumbra.analysis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.penumbra.analysis.Past.Acquisition;

/**
 * For how long a pixel has been beyond its limit on one side, without an acquisition between that saw it elsewhere (METHODS 6).
 *
 * @param since sensing start of the earliest of these acquisitions
 * @param acquisitions their number, the one at hand included
 */
public record Persistence(Instant since, int acquisitions) {

    /** The UTC day since when. */
    public LocalDate day() {
        return since.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /**
     * Of the pixels that are beyond their limit now. Deviations are in limits, so beyond −1 and 1 a pixel has moved; NaN where it was not seen.
     *
     * @param time sensing start of the acquisition at hand
     * @param now deviation of each pixel in it
     * @param earlier acquisitions that could have seen it, the latest first
     * @param then deviations in one of them; asked for only while a pixel needs it
     * @return by index of the pixel
     */
    public static Map<Integer, Persistence> of(Instant time, double[] now, List<Acquisition> earlier, Function<Acquisition, double[]> then) {
        Map<Integer, Persistence> found = new TreeMap<>();
        for (int pixel = 0; pixel < now.length; pixel++) {
            if (Math.abs(now[pixel]) > 1) {
                found.put(pixel, new Persistence(time, 1));
            }
        }
        Set<Integer> lasting = new TreeSet<>(found.keySet());
        for (Acquisition acquisition : earlier) {
            if (lasting.isEmpty()) {
                break;
            }
            double[] deviations = then.apply(acquisition);
            lasting.removeIf(pixel -> deviations[pixel] * Math.signum(now[pixel]) <= 1);
            lasting.stream().filter(pixel -> !Double.isNaN(deviations[pixel])).forEach(pixel ->
                    found.computeIfPresent(pixel, (key, known) -> new Persistence(acquisition.sensingStart(), known.acquisitions() + 1)));
        }
        return found;
    }
}
