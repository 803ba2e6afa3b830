package org.penumbra.analysis.swir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.InMemory;
import org.penumbra.analysis.Section;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.settings.Settings;

class SwirSectionTest {
    @TempDir
    private Path directory;

    @Test
    void the_method_card_tells_the_limits_in_force() throws IOException {
        Path file = Files.writeString(directory.resolve("swir-selection.yaml"),
                "{noisy: 2.5, noisyDarks: 4, isolated: 0.075, gain: 0.15, decided: 12}");
        String method = String.join(" ", section(Settings.read(SwirSettings.class, file)).card().paragraphs());
        assertThat(method).contains("noisier than 2.5 times its neighbours in 4 darks", "better by 7.5 % more", "a gain of more than 15.0 % in noise",
                "S above 12.0 confirms; below -12.0");
    }

    @Test
    void the_axis_across_the_field_of_view_has_the_detectors_of_the_instrument() {
        Figure.Curves noise = (Figure.Curves) section(Settings.defaults(SwirSettings.class)).figures().get(1);
        assertThat(noise.detectors()).isEqualTo(3);
    }

    /** Of the second of three detectors. */
    private static Section section(SwirSettings settings) {
        Band band = InMemory.INSTRUMENTS.spacecraft("S2A").orElseThrow().instrument().band("B10");
        DetectorSelection detector = new DetectorSelection(new BandDetector(band, 2), new int[band.columns()],
                new double[band.columns()], new double[band.columns()], List.of(), List.of());
        return new SwirSection(new SwirResult(List.of(detector), 3, Optional.empty(), settings)).section();
    }
}
