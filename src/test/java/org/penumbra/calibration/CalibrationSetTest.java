package org.penumbra.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.finding.Refusal;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.Tdi;

class CalibrationSetTest {
    private static final Instant SENSING = Instant.parse("2026-03-01T12:00:00Z");
    private static final Band B02 = Planted.MSI.band("B02");
    private static final Band B10 = Planted.MSI.band("B10");

    @TempDir
    private Path directory;
    private Path unit;

    @BeforeEach
    void makeUnit() throws IOException {
        unit = Files.createDirectory(directory.resolve("S2A"));
    }

    @Test
    void the_file_whose_validity_holds_the_sensing_start_is_in_force() {
        gains("20260101T000000", "20260101T000000", "20260201T000000", 1);
        gains("20260101T000000", "20260201T000000", "20260302T000000", 2);
        gains("20260101T000000", "20260302T000000", "21000101T000000", 3);
        assertThat(gain()).isEqualTo(2);
    }

    @Test
    void of_several_valid_files_the_latest_validity_start_is_in_force() {
        gains("20260103T000000", "20260101T000000", "21000101T000000", 1);
        gains("20260101T000000", "20260201T000000", "21000101T000000", 2);
        assertThat(gain()).isEqualTo(2);
    }

    @Test
    void of_several_with_one_validity_start_the_latest_creation_is_in_force() {
        gains("20260103T000000", "20260101T000000", "20990101T000000", 1);
        gains("20260101T000000", "20260101T000000", "21000101T000000", 2);
        assertThat(gain()).isEqualTo(1);
    }

    @Test
    void a_validity_that_begins_at_the_sensing_start_holds() {
        gains("20260101T000000", "20260301T120000", "21000101T000000", 1);
        assertThat(gain()).isEqualTo(1);
    }

    @Test
    void files_of_the_unit_may_lie_directly_in_the_directory() throws IOException {
        Files.delete(unit);
        unit = directory;
        gains("20260101T000000", "20260101T000000", "21000101T000000", 5);
        assertThat(gain()).isEqualTo(5);
    }

    @Test
    void a_unit_without_files_is_refused_as_CALIBRATION_101() {
        refused(() -> CalibrationSet.open(directory, "S2B", SENSING), "CALIBRATION-101", "S2B");
    }

    @Test
    void a_directory_that_does_not_exist_is_refused_as_CALIBRATION_101() {
        refused(() -> CalibrationSet.open(directory.resolve("none"), "S2A", SENSING), "CALIBRATION-101", "none");
    }

    @Test
    void a_missing_file_is_refused_as_CALIBRATION_102_naming_what_is_lacking() {
        gains("20260101T000000", "20260101T000000", "21000101T000000", 1);
        refused(() -> open().groundEqualisation(B02), "CALIBRATION-102", "S2A_OPER_GIP_R2EQOG_*_B02");
        assertThatThrownBy(() -> open().noiseModel()).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.missing()).containsExactly("S2A_OPER_GIP_R2NOMO_*_B00"));
    }

    @Test
    void a_file_that_is_no_longer_valid_is_refused_as_CALIBRATION_102() {
        gains("20260101T000000", "20260101T000000", "20260201T000000", 1);
        refused(() -> open().absoluteGains(), "CALIBRATION-102", "2026-03-01T12:00:00Z");
    }

    @Test
    void a_missing_diffuser_is_refused_as_CALIBRATION_102() {
        gains("20260101T000000", "20260101T000000", "21000101T000000", 1);
        refused(() -> open().diffuser(), "CALIBRATION-102", "S2A_DIFFUSER.yaml");
    }

    @Test
    void an_unreadable_file_is_refused_as_CALIBRATION_103_and_not_replaced_by_an_older_one() throws IOException {
        gains("20260101T000000", "20260101T000000", "21000101T000000", 1);
        Files.writeString(path("R2ABCA", "20260102T000000", "20260102T000000", "21000101T000000", "B00"), "nothing of worth");
        refused(() -> open().absoluteGains(), "CALIBRATION-103", "V20260102T000000");
    }

    @Test
    void a_file_of_another_unit_is_refused_as_CALIBRATION_104() {
        AbsoluteGains gains = Planted.gains();
        new AbsoluteGains(GippHeader.of(GippType.R2ABCA, "S2B", "B00", "MPC", Planted.START, 1), gains.bands())
                .write(path("R2ABCA", "20260101T000000", "20260101T000000", "21000101T000000", "B00"));
        refused(() -> open().absoluteGains(), "CALIBRATION-104", "S2B");
    }

    @Test
    void a_file_of_another_band_is_refused_as_CALIBRATION_104() {
        Planted.ground(B10, 1296, 1).write(ground("B09"));
        refused(() -> open().groundEqualisation(Planted.MSI.band("B09")), "CALIBRATION-104", "band 10");
    }

    @Test
    void a_diffuser_of_another_unit_is_refused_as_CALIBRATION_104() {
        gains("20260101T000000", "20260101T000000", "21000101T000000", 1);
        new Diffuser("S2B", DiffuserTest.DIFFUSER.spacecraftToDiffuser(), 60, DiffuserTest.DIFFUSER.bands()).write(unit.resolve("S2A_DIFFUSER.yaml"));
        refused(() -> open().diffuser(), "CALIBRATION-104", "S2B");
    }

    @Test
    void another_number_of_columns_is_refused_as_CALIBRATION_106() {
        Planted.ground(B10, 1295, 1).write(ground("B10"));
        refused(() -> open().groundEqualisation(B10), "CALIBRATION-106", "1295");
    }

    @Test
    void a_known_defect_in_a_column_that_no_detector_has_is_refused_as_CALIBRATION_106() {
        DefectivePixels file = new DefectivePixels(Planted.header(GippType.R2DEPI, "B00"),
                List.of(new DefectivePixels.Singularity(B10.id(), "NOISY", 3, List.of(1295)),
                        new DefectivePixels.Singularity(B10.id(), "NOISY", 4, List.of(1296))));
        assertThat(file.columns(new BandDetector(B10, 3))).containsExactly(1295);
        refused(() -> file.columns(new BandDetector(B10, 4)), "CALIBRATION-106", "a column of B10-D04 is 1296, expected 0 to 1295");
    }

    @Test
    void a_blind_column_that_no_detector_has_is_refused_as_CALIBRATION_106() {
        BlindPixels.Side none = new BlindPixels.Side(List.of(), List.of());
        BlindPixels file = new BlindPixels(Planted.header(GippType.BLINDP, "B00"), new TreeMap<>(Map.of(B10.id(), new TreeMap<>(Map.of(
                3, new BlindPixels.Detector(1, none, new BlindPixels.Side(List.of(1290), List.of(1296))))))));
        refused(() -> file.detector(new BandDetector(B10, 3)), "CALIBRATION-106", "1296");
    }

    @Test
    void shifts_without_the_blind_columns_are_refused_as_CALIBRATION_106() {
        SwirArrangement file = new SwirArrangement(Planted.header(GippType.R2SWIR, "B00"), new TreeMap<>(Map.of(B10.id(), new TreeMap<>(Map.of(
                3, Collections.nCopies(1276, 0))))));
        refused(() -> file.shifts(new BandDetector(B10, 3)), "CALIBRATION-106", "number of SHIFT of B10-D03 is 1276, expected 1296");
    }

    @Test
    void another_number_of_lines_of_the_cycle_is_refused_as_CALIBRATION_106() {
        GroundEqualisation one = Planted.ground(B10, 2592, 1);
        new GroundEqualisation(Planted.header(GippType.R2EQOG, "B02"), B02.id(), one.detectors()).write(ground("B02"));
        refused(() -> open().groundEqualisation(B02), "CALIBRATION-106", "COEFF_D");
    }

    @Test
    void a_ground_equalisation_without_blind_columns_is_aligned_with_level_1A() {
        GroundEqualisation narrow = Planted.ground(B02, 2552, 1);
        narrow.write(ground("B02"));
        GroundEqualisation wide = open().groundEqualisation(B02);
        double[] dark = wide.dark(Tdi.NO_TDI, 1)[5];
        assertThat(dark).hasSize(2592);
        assertThat(dark[19]).isNaN();
        assertThat(dark[20]).isEqualTo(narrow.dark(Tdi.NO_TDI, 1)[5][0]);
        assertThat(dark[2571]).isEqualTo(narrow.dark(Tdi.NO_TDI, 1)[5][2551]);
        assertThat(dark[2572]).isNaN();
        assertThat(wide.gamma(Tdi.NO_TDI, 1).apply(2572, 77)).isEqualTo(77);
        assertThat(wide.gamma(Tdi.NO_TDI, 1).apply(20, 77)).isEqualTo(narrow.gamma(Tdi.NO_TDI, 1).apply(0, 77));
    }

    @Test
    void a_detector_whose_blind_columns_were_not_given_since_is_written_without_them_again() {
        GroundEqualisation narrow = Planted.ground(B02, 2552, 2);
        narrow.write(ground("B02"));
        GroundEqualisation wide = open().groundEqualisation(B02);
        double[] measured = IntStream.range(0, 2592 * 6).mapToDouble(pixel -> 500 + pixel % 7).toArray();
        wide.withDark(Tdi.NO_TDI, 2, measured).write(ground("B02"));

        GroundEqualisation written = GroundEqualisation.read(ground("B02"));
        assertThat(written.dark(Tdi.NO_TDI, 1)).isDeepEqualTo(narrow.dark(Tdi.NO_TDI, 1));
        assertThat(written.gamma(Tdi.NO_TDI, 1)).isEqualTo(narrow.gamma(Tdi.NO_TDI, 1));
        assertThat(written.dark(Tdi.NO_TDI, 2)[5]).hasSize(2592).contains(measured[5], Index.atIndex(0));
        assertThat(written.gamma(Tdi.NO_TDI, 2).columns()).isEqualTo(2592);
    }

    @Test
    void blind_columns_of_a_bilinear_law_that_leaves_them_out_are_the_identity() {
        Planted.ground(B10, 1276, 1).write(ground("B10"));
        Gamma gamma = open().groundEqualisation(B10).gamma(Tdi.NO_TDI, 1);
        assertThat(gamma.apply(9, -5)).isEqualTo(-5);
        assertThat(gamma.apply(1286, 900)).isEqualTo(900);
    }

    @Test
    void a_60_m_dark_may_be_a_single_list_without_a_line() throws IOException {
        GroundEqualisation planted = Planted.ground(B10, 1296, 1);
        planted.write(ground("B10"));
        Files.writeString(ground("B10"), Files.readString(ground("B10")).replaceAll("</?LINE1>", ""));
        assertThat(open().groundEqualisation(B10)).isEqualTo(planted);
    }

    @Test
    void a_tdi_configuration_that_the_file_lacks_is_refused_as_CALIBRATION_105() {
        Planted.ground(B10, 1296, 1).write(ground("B10"));
        refused(() -> open().groundEqualisation(B10).dark(Tdi.APPLIED, 1), "CALIBRATION-105", "APPLIED");
    }

    @Test
    void only_files_that_were_read_are_used_with_the_checksum_of_what_is_stored() throws Exception {
        gains("20260101T000000", "20260101T000000", "21000101T000000", 1);
        gains("20250101T000000", "20250101T000000", "21000101T000000", 1);
        Planted.ground(B10, 1296, 1).write(ground("B10"));
        DiffuserTest.DIFFUSER.write(unit.resolve("S2A_DIFFUSER.yaml"));
        new NoiseModel(Planted.header(GippType.R2NOMO, "B00"), new TreeMap<>(Map.of(0, new NoiseModel.Noise(1, 0))))
                .write(path("R2NOMO", "20260101T000000", "20260101T000000", "21000101T000000", "B00"));
        CalibrationSet set = open();
        set.groundEqualisation(B10);
        set.diffuser();
        set.absoluteGains();
        assertThat(set.used()).extracting(CalibrationSet.Used::type).containsExactly("DIFFUSER", "R2ABCA", "R2EQOG");
        assertThat(set.used()).extracting(CalibrationSet.Used::sha256).element(2)
                .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(ground("B10")))));
    }

    @Test
    void a_file_is_read_once_however_many_threads_ask() {
        Planted.ground(B10, 1296, 12).write(ground("B10"));
        CalibrationSet set = open();
        Set<GroundEqualisation> seen = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        IntStream.range(0, 64).parallel().forEach(i -> seen.add(set.groundEqualisation(B10)));
        assertThat(seen).hasSize(1);
    }

    @Test
    void the_validity_start_of_what_is_in_force_is_known_without_reading_it() throws IOException {
        Files.createFile(path("R2SWIR", "20260102T000000", "20260105T000000", "21000101T000000", "B00"));
        Files.createFile(path("R2EQOG", "20260102T000000", "20260104T000000", "21000101T000000", "B10"));
        assertThat(open().inForce(GippType.R2SWIR, "B10").start()).isAfter(open().inForce(GippType.R2EQOG, "B10").start());
    }

    @Test
    void the_identity_of_a_type_changes_with_any_of_its_files() throws IOException {
        Files.createFile(path("R2EOB2", "20260102T000000", "20260105T000000", "21000101T000000", "B10"));
        Files.createFile(path("R2EOB2", "20260102T000000", "20260105T000000", "21000101T000000", "B11"));
        String before = open().identity(GippType.R2EOB2).orElseThrow();
        assertThat(before).isEqualTo("S2A_OPER_GIP_R2EOB2_MPC__20260102T000000_V20260105T000000_21000101T000000");
        Files.createFile(path("R2EOB2", "20260103T000000", "20260106T000000", "21000101T000000", "B11"));
        assertThat(open().identity(GippType.R2EOB2)).isPresent().get().isNotEqualTo(before);
        assertThat(open().identity(GippType.R2SWIR)).isEmpty();
    }

    @Test
    void of_one_name_stored_twice_the_plain_xml_is_read() throws IOException {
        gains("20260101T000000", "20260101T000000", "21000101T000000", 1);
        Path plain = path("R2ABCA", "20260101T000000", "20260101T000000", "21000101T000000", "B00");
        Files.writeString(plain.resolveSibling(plain.getFileName().toString().replace(".xml", ".DBL")), "half");
        assertThat(gain()).isEqualTo(1);
    }

    @Test
    void defective_pixels_are_asked_for_by_detector() {
        new DefectivePixels(Planted.header(GippType.R2DEPI, "B00"), List.of(new DefectivePixels.Singularity(1, "DEAD", 4, List.of(7))))
                .write(path("R2DEPI", "20260101T000000", "20260101T000000", "21000101T000000", "B00"));
        assertThat(open().defectivePixels().columns(new BandDetector(B02, 4))).containsExactly(7);
    }

    private void gains(String created, String start, String stop, double gain) {
        Planted.gains().withGain(B02, gain).write(path("R2ABCA", created, start, stop, "B00"));
    }

    private double gain() {
        return open().absoluteGains().gain(B02);
    }

    private Path ground(String band) {
        return path("R2EQOG", "20260101T000000", "20260101T000000", "21000101T000000", band);
    }

    private Path path(String type, String created, String start, String stop, String band) {
        return unit.resolve("S2A_OPER_GIP_%s_MPC__%s_V%s_%s_%s.xml".formatted(type, created, start, stop, band));
    }

    private CalibrationSet open() {
        return CalibrationSet.open(directory, "S2A", SENSING);
    }

    private static void refused(ThrowingCallable call, String code, String named) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code().code()).as(refusal.getMessage()).isEqualTo(code)).hasMessageContaining(named);
    }
}
