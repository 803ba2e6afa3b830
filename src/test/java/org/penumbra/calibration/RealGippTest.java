package org.penumbra.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.ReferenceData;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;

/** Files of the operational ground segment (DOMAIN, key BLINDP, and the pair of header and data of SPAMOD). */
class RealGippTest {
    private static final String BLINDP = "S2A_OPER_GIP_BLINDP_MPC__20150605T094736_V20150622T000000_21000101T000000_B00";
    private static final String SPAMOD = "S2A_OPER_GIP_SPAMOD_MPC__20220120T000025_V20220125T022000_21000101T000000_B00";

    @Test
    void blind_pixels_of_all_bands_and_detectors_are_those_of_S2A() {
        BlindPixels blind = BlindPixels.read(ReferenceData.path("samples/sen2vm/" + BLINDP + ".DBL"));
        for (BandDetector id : Planted.MSI.bandDetectors()) {
            boolean fine = List.of(1, 2, 3, 7).contains(id.band().id());
            BlindPixels.Detector detector = blind.detector(id);
            assertThat(detector.left()).as(id.label()).isEqualTo(fine ? side(0, 15, 16, 19) : side(0, 5, 6, 9));
            assertThat(detector.right()).as(id.label()).isEqualTo(fine ? side(2576, 2591, 2572, 2575) : side(1290, 1295, 1286, 1289));
            assertThat(detector.normalisation()).as(id.label()).isEqualTo(fine ? 20 : 10);
            assertThat(detector.blind()).as(id.label()).hasSize(fine ? 40 : 20);
        }
    }

    @Test
    void the_header_of_real_blind_pixels_is_read() {
        GippHeader header = BlindPixels.read(ReferenceData.path("samples/sen2vm/" + BLINDP + ".DBL")).header();
        assertThat(header).extracting(GippHeader::satellite, GippHeader::type, GippHeader::versionNumber)
                .containsExactly("S2A", "S2A_BLIND_PIXELS_FILE", "0003");
        assertThat(header.applicabilityDate()).isEqualTo("2015-06-22T00:00:00Z");
        assertThat(header.applicabilityEndDate()).isEqualTo(GippName.OPEN_END);
    }

    @Test
    void real_blind_pixels_are_read_again_as_written(@TempDir Path directory) {
        BlindPixels blind = BlindPixels.read(ReferenceData.path("samples/sen2vm/" + BLINDP + ".DBL"));
        blind.write(directory.resolve("again.xml"));
        assertThat(BlindPixels.read(directory.resolve("again.xml"))).isEqualTo(blind);
    }

    @Test
    void a_calibration_set_gives_real_blind_pixels_and_their_checksum() {
        Path file = ReferenceData.path("samples/sen2vm/" + BLINDP + ".DBL");
        CalibrationSet set = CalibrationSet.open(file.getParent(), "S2A", Planted.START);
        Band band = Planted.MSI.band("B02");
        assertThat(set.blindPixels().detector(new BandDetector(band, 12)).valid()).hasSize(32);
        assertThat(set.used()).singleElement().extracting(CalibrationSet.Used::type, CalibrationSet.Used::id).containsExactly("BLINDP", BLINDP);
        assertThat(set.used().get(0).sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void a_real_earth_explorer_header_is_that_of_the_file_beside_it() throws IOException {
        Path file = ReferenceData.path("samples/sen2vm/" + SPAMOD + ".HDR");
        assertThat(EarthExplorerHeader.read(Files.readAllBytes(file), SPAMOD)).isEqualTo(new EarthExplorerHeader(SPAMOD, "Sentinel-2A", "GIP_SPAMOD",
                "0025", "UTC=2022-01-25T02:20:00", "UTC=2100-01-01T00:00:00"));
        assertThat(StoredGipp.read(file.resolveSibling(SPAMOD + ".DBL")).name()).isEqualTo(SPAMOD);
    }

    private static BlindPixels.Side side(int firstValid, int lastValid, int firstOther, int lastOther) {
        return new BlindPixels.Side(IntStream.rangeClosed(firstValid, lastValid).boxed().toList(),
                IntStream.rangeClosed(firstOther, lastOther).boxed().toList());
    }
}
