package org.penumbra.analysis.swir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.statistics.Median;

/**
 * What the darks of a unit know of the columns of one SWIR (band, detector), configuration by configuration; they reach across
 * the epochs of R2SWIR, because a configuration is the same pixels whenever it is used (METHODS 7).
 */
final class Configurations {
    private final List<Seen> darks;

    /**
     * One column in one dark.
     *
     * @param level mean dark level over the lines of the cycle, in LSB
     * @param u its standard uncertainty in LSB
     * @param noise in LSB
     * @param defective whether the column showed a defect
     */
    record Reading(double level, double u, double noise, boolean defective) {
    }

    /**
     * One dark, latest last.
     *
     * @param arrangement identity of R2SWIR then
     * @param shifts configuration of each column; axis: column
     * @param readings axis: column
     */
    record Seen(String arrangement, int[] shifts, Reading[] readings) {
    }

    private Configurations(List<Seen> darks) {
        this.darks = darks;
    }

    /** The latest darks of each R2SWIR, and the dark of this dossier if it is one. */
    static Configurations of(Dossier dossier, BandDetector id, int[] shifts, List<Seen> now, SwirSettings settings) {
        Map<String, List<Acquisition>> epochs = new LinkedHashMap<>();
        dossier.past().acquisitions(dossier.product().spacecraft().name(), AcquisitionType.NIGHT_OCEAN, dossier.product().sensingStart())
                .forEach(acquisition -> epochs.computeIfAbsent(acquisition.epoch().getOrDefault("R2SWIR", "none"), key -> new ArrayList<>()).add(acquisition));
        List<Seen> darks = new ArrayList<>();
        epochs.forEach((arrangement, acquisitions) -> acquisitions.subList(Math.max(0, acquisitions.size() - settings.darks()), acquisitions.size())
                .forEach(acquisition -> {
                    Evidence evidence = dossier.past().evidence(acquisition);
                    if (evidence.places().contains(id.label())) {
                        darks.add(seen(arrangement, dossier.past().pixels(acquisition, id), evidence, id, shifts.length));
                    }
                }));
        darks.addAll(now);
        return new Configurations(darks);
    }

    static Seen seen(String arrangement, Past.Pixels pixels, Evidence evidence, BandDetector id, int columns) {
        int n = id.band().linesPerCycle();
        Map<Integer, Boolean> defective = new HashMap<>();
        evidence.signs().stream().filter(sign -> sign.place().equals(id.label())).forEach(sign -> defective.put(sign.column(), true));
        int[] shifts = new int[columns];
        Reading[] readings = new Reading[columns];
        for (int column = 0; column < columns; column++) {
            shifts[column] = evidence.shift(id.label(), column);
            double level = 0;
            double variance = 0;
            double noise = 0;
            for (int i = column * n; i < (column + 1) * n; i++) {
                level += pixels.mean()[i] / n;
                variance += pixels.u()[i] * pixels.u()[i] / n / n;
                noise += pixels.noise()[i] * pixels.noise()[i] / n;
            }
            readings[column] = new Reading(level, Math.sqrt(variance), Math.sqrt(noise), defective.containsKey(column));
        }
        return new Seen(arrangement, shifts, readings);
    }

    /** Every dark, latest last. */
    List<Seen> darks() {
        return darks;
    }

    /** What is known of a column in a configuration, latest last. */
    List<Reading> of(int column, int shift) {
        return darks.stream().filter(dark -> dark.shifts()[column] == shift).map(dark -> dark.readings()[column])
                .filter(reading -> Double.isFinite(reading.level())).toList();
    }

    /** Median noise in LSB; NaN without evidence. */
    static double noise(List<Reading> readings) {
        return Median.of(readings.stream().mapToDouble(Reading::noise).toArray());
    }

    /** Whether a column shows a defect in more than half of its darks. */
    static boolean defective(List<Reading> readings) {
        return 2 * readings.stream().filter(Reading::defective).count() > readings.size();
    }
}
