package org.penumbra.analysis.defect;

import java.util.List;
import org.penumbra.settings.Setting;

/** What the operator decided about single pixels; file {@code pixels.yaml}. */
public record PixelOverrides(
        @Setting(unit = "pixels", value = "[]", source = "operator", why = "Pixels that are defective whatever is measured, each as {unit: S2A, band: B11, detector: 3, columns: [412], reason: blinks}.") List<Entry> force,
        @Setting(unit = "pixels", value = "[]", source = "operator", why = "Pixels that are never called defective, written alike.") List<Entry> forbid) {

    /**
     * Some columns of one detector.
     *
     * @param unit as in {@link org.penumbra.instrument.Spacecraft}
     * @param band name of the band
     * @param detector 1-based
     * @param columns 0-based
     * @param reason for the report
     */
    public record Entry(String unit, String band, int detector, List<Integer> columns, String reason) {
        public Entry {
            if (unit == null || band == null || detector < 1 || columns == null || columns.stream().anyMatch(column -> column == null || column < 0)) {
                throw new IllegalArgumentException("unit, band, detector from 1 and columns from 0 must be given");
            }
            columns = List.copyOf(columns);
            reason = reason == null ? "no reason given" : reason;
        }

        boolean holds(String someUnit, String place, int column) {
            return unit.equals(someUnit) && place.equals("%s-D%02d".formatted(band, detector)) && columns.contains(column);
        }
    }

    /** The reason to call a pixel defective, or null. */
    String forced(String unit, String place, int column) {
        return reason(force, unit, place, column);
    }

    /** The reason not to, or null. */
    String forbidden(String unit, String place, int column) {
        return reason(forbid, unit, place, column);
    }

    private static String reason(List<Entry> overrides, String unit, String place, int column) {
        return overrides.stream().filter(entry -> entry.holds(unit, place, column)).map(Entry::reason).findFirst().orElse(null);
    }
}
