package org.penumbra.analysis.defect;

import java.util.List;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Instruments;
import org.penumbra.settings.Setting;
import org.penumbra.settings.SettingsCode;

/** What the operator decided about single pixels; file {@code pixels.yaml}. */
public record PixelOverrides(
        @Setting(unit = "pixels", value = "[]", source = "operator",
                why = "Pixels that are defective whatever is measured, each as "
                        + "{unit: S2A, band: B11, detector: 3, columns: [412], reason: blinks}.")
        List<Entry> force,
        @Setting(unit = "pixels", value = "[]", source = "operator", why = "Pixels that are never called defective, given in the same way.")
        List<Entry> forbid) {

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
            if (unit == null || band == null || detector < 1 || columns == null
                    || columns.stream().anyMatch(column -> column == null || column < 0)) {
                throw new IllegalArgumentException("unit, band, detector from 1 and columns from 0 must be given");
            }
            columns = List.copyOf(columns);
            reason = reason == null ? "no reason given" : reason;
        }

        private boolean existsIn(Instrument instrument) {
            return detector <= instrument.detectors() && instrument.bands().stream().filter(one -> one.name().equals(band))
                    .anyMatch(one -> columns.stream().allMatch(column -> column < one.columns()));
        }

        boolean holds(String someUnit, String place, int column) {
            return unit.equals(someUnit) && place.equals(BandDetector.label(band, detector)) && columns.contains(column);
        }
    }

    /**
     * Makes sure that no decision is passed over because of how it is written.
     *
     * @throws Refusal SETTINGS-105 for the first pixels that no unit has
     */
    public void require(Instruments instruments) {
        require("force", force, instruments);
        require("forbid", forbid, instruments);
    }

    private static void require(String setting, List<Entry> entries, Instruments instruments) {
        for (Entry entry : entries) {
            if (instruments.ofUnit(entry.unit()).filter(entry::existsIn).isEmpty()) {
                throw new Refusal(SettingsCode.NO_SUCH_PIXELS, setting, entry.unit(), entry.band(), entry.detector(), entry.columns());
            }
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
