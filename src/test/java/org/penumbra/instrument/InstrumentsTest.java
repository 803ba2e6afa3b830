package org.penumbra.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.finding.Refusal;

class InstrumentsTest {
    private static final Path SHIPPED = Path.of("config/instrument");
    private static final Instruments INSTRUMENTS = Instruments.load(List.of(SHIPPED));

    @TempDir
    private Path directory;

    @Test
    void msi_has_13_bands_in_the_order_of_bandId() {
        assertThat(INSTRUMENTS.instrument("msi").orElseThrow().bands()).extracting(Band::name)
                .containsExactly("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12");
        assertThat(INSTRUMENTS.instrument("msi").orElseThrow().band("B09").id()).isEqualTo(9);
    }

    @Test
    void msi_has_156_band_detectors() {
        assertThat(INSTRUMENTS.instrument("msi").orElseThrow().bandDetectors()).hasSize(156);
    }

    @Test
    void the_geometry_of_msi_bands_follows_their_resolution() {
        Instrument msi = INSTRUMENTS.instrument("msi").orElseThrow();
        assertThat(msi.band("B02")).extracting(Band::columns, Band::columnsLevel1B, Band::linesPerCycle, Band::linePeriods, Band::binning)
                .containsExactly(2592, 2552, 6, 1, 1);
        assertThat(msi.band("B12")).extracting(Band::columns, Band::columnsLevel1B, Band::linesPerCycle, Band::linePeriods, Band::binning)
                .containsExactly(1296, 1276, 3, 2, 1);
        assertThat(msi.band("B10")).extracting(Band::columns, Band::columnsLevel1B, Band::linesPerCycle, Band::linePeriods, Band::binning)
                .containsExactly(1296, 425, 1, 6, 3);
    }

    @Test
    void every_band_of_every_unit_meets_its_required_snr_at_the_reference_radiance() {
        for (String name : List.of("S2A", "S2B", "S2C")) {
            Spacecraft unit = INSTRUMENTS.spacecraft(name).orElseThrow();
            for (Band band : unit.instrument().bands()) {
                double counts = unit.gain().get(band.name()) * band.referenceRadiance();
                Spacecraft.Noise noise = unit.noise().get(band.name());
                assertThat(counts / Math.sqrt(noise.alpha() * noise.alpha() + noise.beta() * counts)).as(name + " " + band.name())
                        .isGreaterThan(band.requiredSnr());
            }
        }
    }

    @Test
    void a_spacecraft_is_found_by_its_short_and_by_its_long_name() {
        assertThat(INSTRUMENTS.spacecraft("Sentinel-2B")).isEqualTo(INSTRUMENTS.spacecraft("S2B")).isPresent();
        assertThat(INSTRUMENTS.spacecraft("Sentinel-9")).isEmpty();
    }

    @Test
    void the_solar_irradiance_of_S2A_changes_in_2018() {
        Spacecraft unit = INSTRUMENTS.spacecraft("S2A").orElseThrow();
        assertThat(unit.solarIrradiance(LocalDate.of(2017, 2, 26)).orElseThrow().values()).containsEntry("B01", 1913.57);
        assertThat(unit.solarIrradiance(LocalDate.of(2018, 6, 29)).orElseThrow().values()).containsEntry("B01", 1884.69).hasSize(13);
        assertThat(unit.solarIrradiance(LocalDate.of(2014, 1, 1))).isEmpty();
    }

    @Test
    void no_solar_irradiance_is_invented_for_S2C() {
        assertThat(INSTRUMENTS.spacecraft("S2C").orElseThrow().solarIrradiance(LocalDate.of(2026, 1, 1))).isEmpty();
    }

    @Test
    void repeated_bands_of_emit_are_raster_rows_without_row_zero() {
        Instrument emit = INSTRUMENTS.instrument("emit").orElseThrow();
        assertThat(emit.bands()).hasSize(328);
        assertThat(emit.band(327).name()).isEqualTo("B327");
        assertThat(emit.measuredBands()).hasSize(327);
        assertThat(emit.excludedColumns()).contains(0, 23, 1266, 1279).doesNotContain(24, 1265);
        assertThat(emit.linePeriod()).isNaN();
    }

    @Test
    void a_later_directory_overrides_file_by_file() throws IOException {
        Files.writeString(directory.resolve("msi.yaml"),
                Files.readString(SHIPPED.resolve("msi.yaml")).replace("minimum_lines: 180", "minimum_lines: 90"));
        Instruments overridden = Instruments.load(List.of(SHIPPED, directory, directory.resolve("absent")));
        assertThat(overridden.instrument("msi").orElseThrow().minimumLines()).isEqualTo(90);
        assertThat(overridden.spacecraft("S2A").orElseThrow().instrument().minimumLines()).isEqualTo(90);
        assertThat(overridden.instrument("emit")).isPresent();
    }

    @Test
    void a_file_that_is_not_yaml_is_refused_as_INSTRUMENT_101() {
        refused("x.yaml", "bands: [", "INSTRUMENT-101", "x.yaml");
    }

    @Test
    void an_unknown_key_is_refused_as_INSTRUMENT_102() throws IOException {
        refused("msi.yaml", shipped("msi.yaml") + "minimal_lines: 180\n", "INSTRUMENT-102", "minimal_lines");
    }

    @Test
    void a_missing_key_is_refused_as_INSTRUMENT_103() throws IOException {
        refused("msi.yaml", shipped("msi.yaml").replace("saturation: 4095", ""), "INSTRUMENT-103", "saturation");
    }

    @Test
    void a_value_of_another_kind_is_refused_as_INSTRUMENT_103() throws IOException {
        refused("msi.yaml", shipped("msi.yaml").replace("detectors: 12", "detectors: dozen"), "INSTRUMENT-103", "detectors");
    }

    @Test
    void a_value_out_of_range_is_refused_as_INSTRUMENT_104() throws IOException {
        refused("msi.yaml", shipped("msi.yaml").replace("saturation: 4095", "saturation: 0"), "INSTRUMENT-104", "saturation");
    }

    @Test
    void blind_columns_are_ranges_of_both_ends() throws IOException {
        Files.writeString(directory.resolve("mine.yaml"), shipped("emit.yaml") + "blind_columns: [[24, 26], [1264, 1265]]\n");
        assertThat(Instruments.load(List.of(directory)).instrument("mine").orElseThrow().blindColumns()).containsExactly(24, 25, 26, 1264, 1265);
    }

    @Test
    void a_column_that_is_blind_and_excluded_is_refused_as_INSTRUMENT_104() throws IOException {
        refused("mine.yaml", shipped("emit.yaml") + "blind_columns: [[20, 30]]\n", "INSTRUMENT-104", "excluded_columns");
    }

    @Test
    void columns_that_the_narrowest_band_does_not_have_are_refused_as_INSTRUMENT_104() throws IOException {
        refused("msi.yaml", shipped("msi.yaml").replace("blind_columns: []", "blind_columns: [[2580, 2591]]"), "INSTRUMENT-104", "[2580, 2591]");
    }

    @Test
    void a_gain_of_an_unknown_band_is_refused_as_INSTRUMENT_104() throws IOException {
        Files.copy(SHIPPED.resolve("msi.yaml"), directory.resolve("msi.yaml"));
        refused("S2A.yaml", shipped("S2A.yaml").replace("gain: {B01", "gain: {B13"), "INSTRUMENT-104", "B13");
    }

    @Test
    void a_spacecraft_of_an_unknown_instrument_is_refused_as_INSTRUMENT_105() throws IOException {
        refused("S2A.yaml", shipped("S2A.yaml"), "INSTRUMENT-105", "msi");
    }

    private static String shipped(String name) throws IOException {
        return Files.readString(SHIPPED.resolve(name));
    }

    private void refused(String name, String content, String code, String named) {
        assertThatThrownBy(() -> {
            Files.writeString(directory.resolve(name), content);
            Instruments.load(List.of(directory));
        }).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo(code))
                .hasMessageContaining(name).hasMessageContaining(named);
    }
}
