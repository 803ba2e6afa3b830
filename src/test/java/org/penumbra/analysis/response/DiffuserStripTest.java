package org.penumbra.analysis.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.DiffuserBench;
import org.penumbra.analysis.Dossier;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.CutLevel;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.Measurements;
import org.penumbra.simulation.SimulatedAcquisition;

/** The whole chain on three full granules of one detector, all bands, with an archived dark. */
class DiffuserStripTest {
    private static DiffuserBench bench;
    private static DiffuserStrip strip;

    @BeforeAll
    static void measure(@TempDir Path directory) {
        bench = DiffuserBench.ofPair("detectors: [5], thermal_drift: {vnir: 0.3, swir: 1}, seed: 21", directory);
        strip = DiffuserStrip.of(bench.dossier(), SimulatedAcquisition::sun);
    }

    @Test
    void the_error_of_the_response_is_what_its_uncertainty_says_in_every_band() {
        assertThat(strip.respond(ResponseOptions.STANDARD)).hasSize(13).allSatisfy(band -> {
            DetectorResponse detector = band.detectors().get(0);
            double[] r = band.relative(detector);
            double errors = detector.goodColumns().mapToDouble(column -> (r[column] - 1) * (r[column] - 1)).average().orElseThrow();
            double expected = detector.goodColumns().mapToDouble(column -> Math.pow(detector.uncertainty(column), 2)).average().orElseThrow();
            assertThat(Math.sqrt(errors / expected)).as(band.band().name()).isBetween(0.85, 1.05);
        });
    }

    @Test
    void the_absolute_coefficient_is_right_within_0_02_per_cent_with_the_simulators_own_sun() {
        assertThat(strip.respond(ResponseOptions.STANDARD)).allSatisfy(band -> assertThat(band.gain() / truth(band) - 1).isCloseTo(0, within(2e-4)));
    }

    @Test
    void the_absolute_coefficient_is_right_within_0_05_per_cent_against_an_independent_ephemeris() {
        assertThat(DiffuserStrip.of(bench.dossier()).orElseThrow().respond(ResponseOptions.STANDARD))
                .allSatisfy(band -> assertThat(band.gain() / truth(band) - 1).isCloseTo(0, within(5e-4)));
    }

    @Test
    void halves_quarters_and_cut_levels_agree_within_their_noise() {
        List<BandResponse> all = strip.respond(ResponseOptions.STANDARD);
        for (ResponseOptions options : List.of(ResponseOptions.STANDARD.with(StripPart.FIRST_HALF),
                ResponseOptions.STANDARD.with(new StripPart(3, 4, 4)),
                ResponseOptions.STANDARD.with(CutLevel.THREE), ResponseOptions.STANDARD.with(CutLevel.EIGHT))) {
            List<BandResponse> other = strip.respond(options);
            // a quarter has twice the noise; the mean of 1276 columns a 36th of that of one
            IntStream.range(0, all.size()).forEach(i -> assertThat(other.get(i).gain() / all.get(i).gain() - 1).isCloseTo(0,
                    within(5 * 2 * all.get(i).medianUncertainty() / Math.sqrt(1276) + 1e-5)));
        }
    }

    @Test
    void an_offset_of_the_sun_changes_the_gain_by_its_tangent() {
        double offset = 1e-4;
        List<BandResponse> all = strip.respond(ResponseOptions.STANDARD);
        List<BandResponse> other = strip.respond(ResponseOptions.STANDARD.withSunAngleOffset(offset).withBrfOrder(0));
        List<BandResponse> flat = strip.respond(ResponseOptions.STANDARD.withBrfOrder(0));
        for (int i = 0; i < all.size(); i++) {
            assertThat(other.get(i).gain() / flat.get(i).gain() - 1).isCloseTo(Math.tan(strip.sunlight().middle()) * offset, within(1e-6));
        }
    }

    @Test
    void leaving_the_cross_talk_in_changes_only_the_bands_it_reaches() {
        List<BandResponse> all = strip.respond(ResponseOptions.STANDARD);
        List<BandResponse> without = strip.respond(ResponseOptions.STANDARD.withoutCrosstalkCorrection());
        double[] expected = new double[13];
        double z10 = level(all.get(10));
        double z11 = level(all.get(11));
        double z12 = level(all.get(12));
        expected[10] = (-3.98e-3 * z11 - 1.78e-3 * z12) / z10;
        expected[11] = (-2.82e-5 * z10 - 2.00e-3 * z12) / z11;
        expected[12] = (-7.94e-4 * z10 - 1.78e-4 * z11) / z12;
        // Z stands for Y here: they differ by the slope of γ, 1 % at most
        IntStream.range(0, 13).forEach(i -> assertThat(without.get(i).gain() / all.get(i).gain() - 1)
                .isCloseTo(expected[i], within(1e-9 + 0.02 * Math.abs(expected[i]))));
    }

    @Test
    void without_the_blind_correction_the_thermal_drift_stays_in() {
        BandResponse with = strip.respond(ResponseOptions.STANDARD).get(12);
        BandResponse without = strip.respond(ResponseOptions.STANDARD.withoutBlindCorrection()).get(12);
        // dark and diffuser drift alike, by 1 LSB from the first line to the last: the offset against the dark is zero over the strip,
        // and half an LSB between its halves
        double half = strip.respond(ResponseOptions.STANDARD.withoutBlindCorrection().with(StripPart.SECOND_HALF)).get(12).gain()
                / strip.respond(ResponseOptions.STANDARD.withoutBlindCorrection().with(StripPart.FIRST_HALF)).get(12).gain() - 1;
        assertThat(without.gain() / with.gain() - 1).isCloseTo(0, within(2e-5));
        assertThat(half).isCloseTo(0.5 / level(with), within(0.1 / level(with)));
    }

    @Test
    void the_dark_in_use_can_be_chosen() {
        assertThat(strip.respond(ResponseOptions.STANDARD)).allMatch(BandResponse::archivedDark);
        assertThat(strip.respond(ResponseOptions.STANDARD.with(DarkSource.REFERENCE))).noneMatch(BandResponse::archivedDark);
        assertThat(strip.respond(ResponseOptions.STANDARD.with(DarkSource.NEIGHBOURS)).get(3).gain())
                .isEqualTo(strip.respond(ResponseOptions.STANDARD).get(3).gain());
    }

    @Test
    void several_options_at_once_give_what_each_gives_alone() {
        List<ResponseOptions> options = List.of(ResponseOptions.STANDARD,
                ResponseOptions.STANDARD.with(CutLevel.THREE), ResponseOptions.STANDARD.with(StripPart.SECOND_HALF),
                ResponseOptions.STANDARD.withoutBlindCorrection(), ResponseOptions.STANDARD.withoutCrosstalkCorrection());
        for (Band band : strip.bands()) {
            assertThat(strip.respond(band, options)).usingRecursiveComparison()
                    .isEqualTo(options.stream().flatMap(one -> strip.respond(band, List.of(one))).toList());
        }
    }

    @Test
    void each_measurement_is_read_once_however_many_options_there_are() {
        Map<BandDetector, Integer> reads = new ConcurrentHashMap<>();
        Dossier was = bench.dossier();
        Measurements counted = new Measurements() {
            @Override
            public List<BandDetector> bandDetectors() {
                return was.measurements().bandDetectors();
            }

            @Override
            public DetectorMeasurement of(BandDetector id) {
                reads.merge(id, 1, Integer::sum);
                return was.measurements().of(id);
            }
        };
        DiffuserStrip fresh = DiffuserStrip.of(Dossier.open(was.product(), counted, was.calibration(), was.past(), was.settings())).orElseThrow();
        reads.clear();
        for (Band band : fresh.bands()) {
            assertThat(fresh.respond(band, ResponseOptions.WITH_HALVES)).hasSize(3);
        }
        // those of B10 to B12 once more for each of the two bands that they leak into
        assertThat(reads).allSatisfy((id, times) -> assertThat(times).isEqualTo(id.band().id() < 10 ? 1 : 3));
    }

    private static double truth(BandResponse band) {
        return bench.dossier().calibration().orElseThrow().absoluteGains().gain(band.band());
    }

    private static double level(BandResponse band) {
        return band.gain() * band.radiance();
    }
}
