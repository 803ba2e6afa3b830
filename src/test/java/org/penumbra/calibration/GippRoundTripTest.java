package org.penumbra.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Tdi;

class GippRoundTripTest {
    @TempDir
    private Path directory;

    @Test
    void a_ground_equalisation_of_cubic_law_is_read_as_written() throws IOException {
        comesBack(Planted.ground(Planted.MSI.band("B02"), 2592, 2), GroundEqualisation::read);
    }

    @Test
    void a_ground_equalisation_of_bilinear_law_is_read_as_written() throws IOException {
        comesBack(Planted.ground(Planted.MSI.band("B11"), 1296, 2), GroundEqualisation::read);
    }

    @Test
    void a_ground_equalisation_of_one_line_of_cycle_is_read_as_written() throws IOException {
        comesBack(Planted.ground(Planted.MSI.band("B09"), 1296, 2), GroundEqualisation::read);
    }

    @Test
    void a_ground_equalisation_of_two_tdi_configurations_is_read_as_written() throws IOException {
        GroundEqualisation one = Planted.ground(Planted.MSI.band("B12"), 1296, 2);
        comesBack(new GroundEqualisation(one.header(), one.bandId(), new TreeMap<>(Map.of(Tdi.NO_TDI, one.detectors().get(Tdi.NO_TDI),
                Tdi.APPLIED, Planted.ground(Planted.MSI.band("B10"), 1296, 2).detectors().get(Tdi.NO_TDI)))), GroundEqualisation::read);
    }

    @Test
    void an_on_board_equalisation_is_read_as_written() throws IOException {
        comesBack(Planted.onBoard(Planted.MSI.band("B05"), 1296), OnBoardEqualisation::read);
    }

    @Test
    void absolute_gains_are_read_as_written() throws IOException {
        comesBack(Planted.gains(), AbsoluteGains::read);
    }

    @Test
    void a_noise_model_is_read_as_written() throws IOException {
        comesBack(new NoiseModel(Planted.header(GippType.R2NOMO, "B00"), new TreeMap<>(Map.of(0, new NoiseModel.Noise(0.241, 1.64e-4),
                12, new NoiseModel.Noise(1.0 / 3, 0)))), NoiseModel::read);
    }

    @Test
    void defective_pixels_are_read_as_written() throws IOException {
        DefectivePixels pixels = new DefectivePixels(Planted.header(GippType.R2DEPI, "B00"), List.of(
                new DefectivePixels.Singularity(11, "SATURATED_RESPONSE", 3, List.of(17, 900)),
                new DefectivePixels.Singularity(11, "NOISY", 3, List.of(17, 18)),
                new DefectivePixels.Singularity(0, "SATURATED_RESPONSE", 12, List.of())));
        comesBack(pixels, DefectivePixels::read);
        assertThat(pixels.columns(new BandDetector(Planted.MSI.band("B11"), 3))).containsExactly(17, 18, 900);
        assertThat(pixels.columns(new BandDetector(Planted.MSI.band("B11"), 4))).isEmpty();
    }

    @Test
    void a_swir_arrangement_is_read_as_written() throws IOException {
        BandDetector place = new BandDetector(Planted.MSI.band("B10"), 7);
        List<Integer> shifts = IntStream.range(0, 1296).map(column -> column % 3 - 1).boxed().toList();
        SwirArrangement arrangement = new SwirArrangement(Planted.header(GippType.R2SWIR, "B00"), new TreeMap<>()).withShifts(place, shifts);
        comesBack(arrangement, SwirArrangement::read);
        assertThat(arrangement.shifts(place)).isEqualTo(shifts);
    }

    @Test
    void a_crosstalk_correction_is_read_as_written() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        comesBack(new CrosstalkCorrection(Planted.header(GippType.R2CRCO, "B00"), new TreeMap<>(Map.of(10,
                new CrosstalkCorrection.Coefficients(Columns.filled(13, 0), Planted.columns(random, 13, 0, 4e-3))))), CrosstalkCorrection::read);
    }

    @Test
    void blind_pixels_are_read_as_written() throws IOException {
        comesBack(new BlindPixels(Planted.header(GippType.BLINDP, "B00"), new TreeMap<>(Map.of(1, new TreeMap<>(Map.of(5,
                new BlindPixels.Detector(20, new BlindPixels.Side(List.of(0, 1), List.of(2)), new BlindPixels.Side(List.of(2591), List.of()))))))),
                BlindPixels::read);
    }

    @Test
    void a_diffuser_is_read_as_written() throws IOException {
        Path first = directory.resolve("a.yaml");
        Path second = directory.resolve("b.yaml");
        DiffuserTest.DIFFUSER.write(first);
        assertThat(Diffuser.read(first)).isEqualTo(DiffuserTest.DIFFUSER);
        Diffuser.read(first).write(second);
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void any_double_survives_writing_to_the_last_bit() {
        SplittableRandom random = new SplittableRandom(42);
        double[] values = random.longs().mapToDouble(Double::longBitsToDouble).filter(Double::isFinite).limit(100_000).toArray();
        Path file = directory.resolve("bits.xml");
        new OnBoardEqualisation(Planted.header(GippType.R2EOB2, "B01"), 0, new TreeMap<>(Map.of(1, new TreeMap<>(Map.of(1,
                new OnBoardEqualisation.Law(Columns.filled(values.length, 1), Columns.filled(values.length, 1),
                        Columns.of(values), Columns.of(values)))))))
                .write(file);
        assertThat(OnBoardEqualisation.read(file).law(1, 1).d().toArray()).containsExactly(values);
    }

    @Test
    void a_number_that_is_not_finite_is_never_written() {
        Path file = directory.resolve("nan.xml");
        assertThatThrownBy(() -> Planted.gains().withGain(Planted.MSI.band("B01"), Double.NaN).write(file))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_new_issue_has_the_next_version_and_a_file_name_that_fits_its_header() {
        GroundEqualisation issue = Planted.ground(Planted.MSI.band("B8A"), 1296, 1).issued("PENUMBRA", Planted.START.plusSeconds(3600).plusMillis(5));
        assertThat(issue.header().versionNumber()).isEqualTo("0008");
        assertThat(issue.header().type()).isEqualTo("S2A_BAND_NUMBER_8_EQUALIZATION_ONGROUND_PARAMETERS_FILE");
        assertThat(issue.header().parameterId()).isEqualTo("S2A_R2EQOG_0008_20260101010000_T");
        assertThat(issue.fileName()).isEqualTo("S2A_OPER_GIP_R2EQOG_PENU_20260101T010000_V20260101T010000_21000101T000000_B8A.xml");
    }

    @Test
    void a_changed_dark_and_law_of_one_detector_leave_the_others() {
        GroundEqualisation before = Planted.ground(Planted.MSI.band("B10"), 1296, 2);
        double[] dark = new double[1296];
        dark[7] = Double.NaN;
        Gamma gamma = before.gamma(Tdi.NO_TDI, 1);
        GroundEqualisation after = before.withDark(Tdi.NO_TDI, 2, dark).withGamma(Tdi.NO_TDI, 2, gamma);
        dark[7] = before.dark(Tdi.NO_TDI, 2)[0][7];
        assertThat(after.dark(Tdi.NO_TDI, 2)).isDeepEqualTo(new double[][] {dark});
        assertThat(after.gamma(Tdi.NO_TDI, 2)).isEqualTo(gamma);
        assertThat(after.dark(Tdi.NO_TDI, 1)).isDeepEqualTo(before.dark(Tdi.NO_TDI, 1));
    }

    private <G extends Gipp> void comesBack(G gipp, Function<Path, G> read) throws IOException {
        Path first = directory.resolve("first.xml");
        Path second = directory.resolve("second.xml");
        gipp.write(first);
        G back = read.apply(first);
        assertThat(back).isEqualTo(gipp);
        back.write(second);
        assertThat(second).hasSameBinaryContentAs(first);
        try (var left = Files.list(directory)) {
            assertThat(left).as("nothing is left beside the files").hasSize(2);
        }
    }
}
