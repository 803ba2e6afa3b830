package org.penumbra.analysis.gain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Past;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;

/** What ends an epoch from one archived diffuser acquisition to the next, and for which bands (METHODS 0). */
class EpochEndsTest {
    private static final Instrument MSI = InMemory.INSTRUMENTS.instrument("msi").orElseThrow();
    /** Configurations of all columns of B10, as the epoch knows them. */
    private static final String B10 = "R2SWIR/B10";

    @Test
    void a_table_on_board_ends_it_for_all_bands() {
        assertThat(ends(Map.of("NUC_TABLE_ID", "3"), Map.of("NUC_TABLE_ID", "4"), 0)).singleElement().satisfies(end -> {
            assertThat(end.type()).isEqualTo("NUC_TABLE_ID 3 to 4");
            assertThat(end.start()).isEqualTo(end.end()).isEqualTo(day(2));
            assertThat(end.bands()).isEmpty();
        });
    }

    @Test
    void R2SWIR_ends_it_for_the_SWIR_bands_alone() {
        assertThat(ends(Map.of("R2SWIR", "one"), Map.of("R2SWIR", "two"), 0)).singleElement().satisfies(end -> {
            assertThat(end.type()).isEqualTo("another R2SWIR");
            assertThat(end.bands()).containsExactly("B10", "B11", "B12");
        });
    }

    @Test
    void a_band_of_which_more_than_a_hundredth_of_the_columns_was_moved_begins_anew() {
        // 155 of 12 · 1296 columns are not more than a hundredth, 156 are
        assertThat(ends(Map.of("R2SWIR", "one", B10, "a"), Map.of("R2SWIR", "two", B10, "b"), 155)).singleElement()
                .satisfies(end -> assertThat(end.bands()).containsExactly("B11", "B12"));
        assertThat(ends(Map.of("R2SWIR", "one", B10, "a"), Map.of("R2SWIR", "two", B10, "b"), 156)).singleElement()
                .satisfies(end -> assertThat(end.bands()).containsExactly("B10", "B11", "B12"));
    }

    @Test
    void an_acquisition_without_an_epoch_ends_none() {
        assertThat(ends(Map.of("NUC_TABLE_ID", "3"), Map.of(), 0)).isEmpty();
    }

    private static Instant day(int day) {
        return Instant.parse("2026-05-0" + day + "T00:00:00Z");
    }

    /** @param moved columns of detector 5 of B10 that the second acquisition uses another line of */
    private static List<GainEvent> ends(Map<String, String> one, Map<String, String> other, int moved) {
        Past past = new Past() {
            @Override
            public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
                return List.of(new Acquisition("one", "S2A", type, day(1), one, Map.of(), Map.of()),
                        new Acquisition("other", "S2A", type, day(2), other, Map.of(), Map.of()));
            }

            @Override
            public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
                throw new IllegalArgumentException("no pixels");
            }

            @Override
            public Evidence evidence(Acquisition acquisition) {
                return new Evidence(List.of(), List.of("HOT"), List.of(),
                        acquisition.id().equals("one") ? Map.of() : Map.of("B10-D05", "+".repeat(moved)), List.of());
            }
        };
        return EpochEnds.archived(past, "S2A", MSI, Instant.MAX);
    }
}
