package org.penumbra.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.delivery.AcquisitionType;

/** For how long pixels have been beyond their limit; deviations are in limits. */
class PersistenceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T13:00:00Z");

    @Test
    void a_pixel_within_its_limit_has_no_persistence() {
        assertThat(persistence(0.9, 5, 5)).isNull();
    }

    @Test
    void it_reaches_back_to_the_first_of_the_acquisitions_in_a_row() {
        assertThat(persistence(1.5, 3, 1.1, 0.8, 4)).isEqualTo(new Persistence(start(2), 3));
    }

    @Test
    void the_other_side_of_the_limit_ends_it() {
        assertThat(persistence(-2, 2, -2)).isEqualTo(new Persistence(NOW, 1));
    }

    @Test
    void an_acquisition_that_did_not_see_the_pixel_neither_counts_nor_ends_it() {
        assertThat(persistence(-2, Double.NaN, -3)).isEqualTo(new Persistence(start(2), 2));
    }

    @Test
    void nothing_is_read_of_acquisitions_before_the_one_that_ended_the_last_of_them() {
        List<Acquisition> read = new ArrayList<>();
        Map<Acquisition, double[]> past = past(3, 0.5, 3);
        Persistence.of(NOW, new double[] {2}, earlier(past), acquisition -> {
            read.add(acquisition);
            return past.get(acquisition);
        });
        assertThat(read).extracting(Acquisition::sensingStart).containsExactly(start(1), start(2));
    }

    /** @param then deviations of one pixel in earlier acquisitions, the latest first */
    private static Persistence persistence(double now, double... then) {
        Map<Acquisition, double[]> past = past(then);
        return Persistence.of(NOW, new double[] {now}, earlier(past), past::get).get(0);
    }

    private static Map<Acquisition, double[]> past(double... then) {
        Map<Acquisition, double[]> past = new HashMap<>();
        for (int i = 0; i < then.length; i++) {
            past.put(new Acquisition("A" + i, "S2A", AcquisitionType.NIGHT_OCEAN, start(i + 1),
                    Map.of(), Map.of(), Map.of()), new double[] {then[i]});
        }
        return past;
    }

    private static List<Acquisition> earlier(Map<Acquisition, double[]> past) {
        return past.keySet().stream().sorted(Comparator.comparing(Acquisition::sensingStart).reversed()).toList();
    }

    private static Instant start(int back) {
        return NOW.minus(Duration.ofDays(14L * back));
    }
}
