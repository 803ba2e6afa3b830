package org.penumbra.analysis.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.DiffuserBench;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Past.Pixels;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.instrument.BandDetector;

/** A diffuser acquisition with the archived dark of three days before it, and another of the day before. */
class ArchivedDarksTest {
    private static final double DAYS = 45;

    private static DiffuserBench bench;
    private static BandDetector id;
    private static Acquisition early;

    @BeforeAll
    static void measure(@TempDir Path directory) {
        bench = DiffuserBench.ofPair("bands: [B01], detectors: [5], granules: 1, seed: 3", directory);
        id = bench.dossier().measurements().bandDetectors().get(0);
        early = bench.dossier().past().acquisitions("S2A", AcquisitionType.NIGHT_OCEAN, Instant.MAX).get(0);
    }

    @Test
    void the_nearest_dark_in_time_is_taken_off() {
        ArchivedDarks darks = with(pixels -> new Pixels(plusOne(pixels.mean()), pixels.u(), pixels.noise(), pixels.change()));

        assertThat(darks.nearestLevel(id).orElseThrow().mean()).containsExactly(plusOne(level().mean()));
        assertThat(darks.nearest(List.of(id))).map(Acquisition::id).contains("late");
    }

    @Test
    void a_dark_in_which_the_detector_did_not_answer_is_passed_over() {
        ArchivedDarks darks = with(pixels -> new Pixels(pixels.mean(), pixels.u(), new double[pixels.noise().length], pixels.change()));

        assertThat(darks.nearestLevel(id).orElseThrow().mean()).containsExactly(level().mean());
        assertThat(darks.nearest(List.of(id))).map(Acquisition::id).contains(early.id());
    }

    @Test
    void a_dark_that_lacks_the_detector_is_passed_over() {
        ArchivedDarks darks = with(pixels -> new Pixels(new double[0], new double[0], new double[0], new double[0]));

        assertThat(darks.nearestLevel(id).orElseThrow().mean()).containsExactly(level().mean());
    }

    private static Pixels level() {
        return bench.dossier().past().pixels(early, id);
    }

    private static double[] plusOne(double[] values) {
        return Arrays.stream(values).map(value -> value + 1).toArray();
    }

    /** The darks with another one, two days after the archived one, which measured something else. */
    private static ArchivedDarks with(UnaryOperator<Pixels> measured) {
        Dossier was = bench.dossier();
        Acquisition late = new Acquisition("late", early.spacecraft(), early.type(),
                early.sensingStart().plus(Duration.ofDays(2)), early.epoch(), early.temperatures(), early.values());
        Past past = new Past() {
            @Override
            public List<Acquisition> acquisitions(String spacecraft, AcquisitionType type, Instant before) {
                return List.of(early, late);
            }

            @Override
            public Pixels pixels(Acquisition acquisition, BandDetector bandDetector) {
                Pixels pixels = was.past().pixels(early, bandDetector);
                return acquisition == late ? measured.apply(pixels) : pixels;
            }
        };
        return new ArchivedDarks(Dossier.open(was.product(), was.measurements(), was.calibration(), past, was.settings()), DAYS);
    }
}
