package org.penumbra.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Past.Pixels;
import org.penumbra.analysis.dark.DarkResult;
import org.penumbra.analysis.dark.DarkSignal;
import org.penumbra.analysis.defect.DefectTracking;
import org.penumbra.analysis.swir.SwirSelection;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/** R2SWIR ends the epoch of the columns that it moves, and of no other (METHODS 0). */
class EarlierTest {
    /** With the fourth of seven darks column 300 takes another line; column 501 should, and does not. */
    private static final String MOVED = """
            detectors: [5]
            bands: [B10]
            granules: 1
            lines_per_granule: 1152
            series: [{days: 0}, {days: 14}, {days: 28}, {days: 42}, {days: 56}, {days: 70}, {days: 84}]
            reselections:
              - {at: {band: B10, detector: 5, columns: [300]}, shift: 1, from: 4}
              - {at: {band: B10, detector: 5, columns: [501]}, shift: 1, from: 4, takes_effect: false}
            """;

    private static List<Dossier> darks;

    @BeforeAll
    static void analyse(@TempDir Path directory) {
        darks = series(MOVED, directory);
    }

    @Test
    void a_column_that_was_moved_has_no_past() {
        assertThat(seen(darks.get(3), 300)).containsExactly(false, false, false);
        assertThat(seen(darks.get(6), 300)).containsExactly(false, false, false, true, true, true);
        assertThat(change(darks.get(3), 300)).isNaN();
        assertThat(change(darks.get(6), 300)).isFinite();
    }

    @Test
    void a_column_that_was_not_moved_keeps_its_past() {
        assertThat(seen(darks.get(3), 299)).containsExactly(true, true, true);
        assertThat(seen(darks.get(6), 299)).containsExactly(true, true, true, true, true, true);
        assertThat(change(darks.get(3), 299)).isFinite();
    }

    @Test
    void a_column_whose_move_did_not_take_effect_keeps_the_past_of_the_pixel_it_still_uses() {
        assertThat(seen(darks.get(2), 501)).containsExactly(true, true);
        // the fourth dark finds that it was not moved; the fifth knows it
        assertThat(seen(darks.get(4), 501)).containsExactly(true, true, true, true);
    }

    @Test
    void the_mean_of_a_band_of_which_a_few_columns_were_moved_is_one_series() {
        assertThat(Earlier.than(darks.get(6)).ofWhole(band(darks.get(6)))).hasSize(6);
    }

    @Test
    void the_mean_of_a_band_of_which_more_than_a_hundredth_was_moved_begins_anew(@TempDir Path directory) {
        // 13 of 1296 columns are more than a hundredth, 12 are not
        assertThat(wholeAfter(12, directory.resolve("few"))).isEqualTo(1);
        assertThat(wholeAfter(13, directory.resolve("many"))).isZero();
    }

    @Test
    void the_slope_of_a_column_is_that_over_the_darks_that_know_it() {
        // four darks are needed: with the sixth, column 299 has had six and column 300 three
        assertThat(slopes(darks.get(5))[299]).isFinite();
        assertThat(slopes(darks.get(5))[300]).isNaN();
        assertThat(slopes(darks.get(6))[300]).isFinite();
    }

    private static double[] slopes(Dossier dark) {
        return dark.result("dark-signal", DarkResult.class).orElseThrow().history().stabilities().get(id(dark)).slope();
    }

    private static int wholeAfter(int moved, Path directory) {
        List<Dossier> pair = series("""
                detectors: [5]
                bands: [B10]
                granules: 1
                lines_per_granule: 1152
                series: [{days: 0}, {days: 14}]
                reselections: [{at: {band: B10, detector: 5, columns: %s}, shift: 1, from: 2}]
                """.formatted(IntStream.range(100, 100 + moved).boxed().toList()), directory);
        return Earlier.than(pair.get(1)).ofWhole(band(pair.get(1))).size();
    }

    private static List<Dossier> series(String yaml, Path directory) {
        KeptPast past = new KeptPast();
        List<Dossier> all = new ArrayList<>();
        var scenario = ScenarioFile.read("moved", yaml);
        Path calibration = InMemory.calibration(scenario, directory);
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            Dossier dossier = InMemory.dossier(acquisition, calibration, past).after(new DarkSignal())
                    .after(new DefectTracking()).after(new SwirSelection());
            past.add(dossier);
            all.add(dossier);
        }
        return all;
    }

    private static BandDetector id(Dossier dossier) {
        return dossier.measurements().bandDetectors().get(0);
    }

    private static Band band(Dossier dossier) {
        return id(dossier).band();
    }

    /** In which earlier darks a column has values. */
    private static List<Boolean> seen(Dossier dossier, int column) {
        Earlier earlier = Earlier.than(dossier);
        List<Boolean> seen = new ArrayList<>();
        for (Acquisition acquisition : earlier.of(band(dossier))) {
            Pixels pixels = earlier.pixels(acquisition, id(dossier));
            List<Double> values = Arrays.asList(pixels.mean()[column], pixels.u()[column], pixels.noise()[column], pixels.change()[column]);
            assertThat(values.stream().map(value -> Double.isFinite(value)).distinct()).as("all of one dark or none").hasSize(1);
            seen.add(Double.isFinite(values.get(0)));
        }
        return seen;
    }

    private static double change(Dossier dossier, int column) {
        return dossier.result("dark-signal", DarkResult.class).orElseThrow().history().changes().get(id(dossier)).pixels()[column];
    }
}
