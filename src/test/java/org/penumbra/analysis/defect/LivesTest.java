package org.penumbra.analysis.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.defect.Life.Status;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.settings.Settings;

class LivesTest {
    private static final String PLACE = "B11-D03";
    private static final DefectSettings SETTINGS = Settings.defaults(DefectSettings.class);

    private final Map<Instant, List<Evidence>> past = new TreeMap<>();

    @Test
    void an_acquisition_that_could_not_see_a_defect_neither_confirms_nor_releases_it() {
        add(AcquisitionType.NIGHT_OCEAN, 0, true);
        for (int i = 0; i < 8; i++) {
            add(AcquisitionType.SUN_DIFFUSER, 0, false);
        }
        assertThat(Lives.of(past, SETTINGS)).singleElement().satisfies(life -> assertThat(life.status()).isEqualTo(Status.CANDIDATE));
        add(AcquisitionType.NIGHT_OCEAN, 0, true);
        assertThat(Lives.of(past, SETTINGS)).singleElement().satisfies(life -> assertThat(life.status()).isEqualTo(Status.CONFIRMED));
    }

    @Test
    void a_defect_that_is_not_seen_twice_in_a_row_stays_a_candidate() {
        for (int i = 0; i < 4; i++) {
            add(AcquisitionType.NIGHT_OCEAN, 0, i % 2 == 0);
        }
        assertThat(Lives.of(past, SETTINGS)).singleElement().satisfies(life -> {
            assertThat(life.status()).isEqualTo(Status.CANDIDATE);
            assertThat(life.seen()).isEqualTo(2);
            assertThat(life.possible()).isEqualTo(4);
        });
    }

    @Test
    void a_released_defect_that_comes_back_begins_a_new_life() {
        add(AcquisitionType.NIGHT_OCEAN, 0, true);
        for (int i = 0; i < SETTINGS.released(); i++) {
            add(AcquisitionType.NIGHT_OCEAN, 0, false);
        }
        add(AcquisitionType.NIGHT_OCEAN, 0, true);
        assertThat(Lives.of(past, SETTINGS)).extracting(Life::status).containsExactly(Status.RELEASED, Status.CANDIDATE);
    }

    @Test
    void another_configuration_of_a_SWIR_column_is_another_pixel() {
        add(AcquisitionType.NIGHT_OCEAN, 0, true);
        add(AcquisitionType.NIGHT_OCEAN, 1, true);
        assertThat(Lives.of(past, SETTINGS)).extracting(Life::status).containsExactly(Status.CANDIDATE, Status.CANDIDATE);
    }

    @Test
    void darks_between_do_not_deny_that_a_pixel_saturates_in_the_light() {
        add(DefectClass.SATURATED, AcquisitionType.SUN_DIFFUSER, 0, true);
        add(DefectClass.SATURATED, AcquisitionType.NIGHT_OCEAN, 0, false);
        add(DefectClass.SATURATED, AcquisitionType.SUN_DIFFUSER, 0, true);
        assertThat(Lives.of(past, SETTINGS)).singleElement().satisfies(life -> {
            assertThat(life.status()).isEqualTo(Status.CONFIRMED);
            assertThat(life.possible()).isEqualTo(2);
        });
    }

    @Test
    void a_pixel_that_saturated_in_the_dark_and_not_in_the_light_is_not_seen_twice_in_a_row() {
        add(DefectClass.SATURATED, AcquisitionType.NIGHT_OCEAN, 0, true);
        add(DefectClass.SATURATED, AcquisitionType.SUN_DIFFUSER, 0, false);
        add(DefectClass.SATURATED, AcquisitionType.NIGHT_OCEAN, 0, true);
        assertThat(Lives.of(past, SETTINGS)).singleElement().satisfies(life -> assertThat(life.status()).isEqualTo(Status.CANDIDATE));
    }

    private void add(AcquisitionType type, int shift, boolean seen) {
        add(DefectClass.HOT, type, shift, seen);
    }

    private void add(DefectClass kind, AcquisitionType type, int shift, boolean seen) {
        List<Sign> signs = seen ? List.of(new Sign(PLACE, 7, 0, kind.name(), Map.of("excess", 50.0))) : List.of();
        past.put(Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(past.size())), new ArrayList<>(List.of(
                new Evidence(List.of(PLACE), DefectClass.shownBy(type), List.of(),
                        Map.of(PLACE, Evidence.written(List.of(0, 0, 0, 0, 0, 0, 0, shift))), signs))));
    }
}
