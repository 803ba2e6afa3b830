package org.penumbra.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.noise.Noise;
import org.penumbra.analysis.noise.NoiseResult;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Spacecraft;

/** Columns that the profile excludes never count, and those that a mask names count as known. */
class ImagingTest {
    private static final Set<Integer> MASK = Set.of(3, 100, 399);
    private static final List<Integer> EXCLUDED = List.of(398, 399);

    @TempDir
    Path directory;
    private Dossier dossier;

    @BeforeEach
    void stack() {
        // what must not count is noisy: a tenth of the columns would move no median
        Dossier stack = new PlantedStack(directory).dossier("night-ocean", "2026-01-05", 200,
                (line, column, normal) -> 500 + (MASK.contains(column) || EXCLUDED.contains(column) ? 50 : 3) * normal, MASK, Past.NONE);
        Product was = stack.product();
        Instrument all = was.spacecraft().instrument();
        Instrument narrow = new Instrument(all.id(), all.detectors(), all.bands(), all.saturation(), all.minimumLines(), all.sufficientLines(),
                all.linePeriod(), all.blindColumns(), EXCLUDED, all.excludedBands(), all.digitisedBeforeEqualisation());
        Spacecraft unit = new Spacecraft(was.spacecraft().name(), was.spacecraft().longName(), was.spacecraft().unit(), narrow, List.of(), Map.of(), Map.of());
        Product product = new Product(was.id(), unit, was.type(), was.datatakeType(), was.level(), was.sensingStart(), was.sensingStop(), was.datastrip(),
                was.images(), was.knownDefects(), was.inputs(), was.notes(), was.root());
        dossier = Dossier.open(product, stack.measurements(), Optional.empty(), Past.NONE, stack.settings());
    }

    private Imaging imaging() {
        BandDetector id = dossier.measurements().bandDetectors().get(0);
        return Imaging.of(dossier, dossier.measurements().of(id));
    }

    @Test
    void blind_and_excluded_columns_do_not_see_the_scene() {
        boolean[] columns = imaging().columns();
        for (int column = 0; column < columns.length; column++) {
            assertThat(columns[column]).as("column %d", column).isEqualTo(column >= PlantedStack.BLIND && !EXCLUDED.contains(column));
        }
    }

    @Test
    void of_the_columns_that_a_mask_names_those_that_see_the_scene_are_known_and_not_sound() {
        assertThat(imaging().known()).containsExactly(100);
        assertThat(imaging().sound()[100]).isFalse();
        assertThat(imaging().sound()[101]).isTrue();
    }

    @Test
    void the_noise_of_a_band_is_that_of_its_sound_columns_without_the_dark_signal_too() {
        NoiseResult.BandNoise band = dossier.after(new Noise()).result("noise", NoiseResult.class).orElseThrow().bands().get(0);
        assertThat(band.alpha().count()).isEqualTo(PlantedStack.COLUMNS - PlantedStack.BLIND - EXCLUDED.size() - 1);
    }
}
