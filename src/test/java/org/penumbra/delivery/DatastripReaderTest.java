package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.penumbra.delivery.Opening.refusal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.ReferenceData;
import org.penumbra.finding.Refusal;

/** A real datastrip of level 1B, a real one of level 1C, and what is missing or wrong in one is named. */
class DatastripReaderTest {
    @TempDir
    Path directory;

    private static Datastrip levelOneB() {
        return DatastripReader.read(ReferenceData.path(
                "samples/sen2vm/S2A_OPER_MTD_L1B_DS_DPRM_20140630T140000_S20200816T120220.xml"));
    }

    private static Datastrip levelOneC() {
        return DatastripReader.read(ReferenceData.path("s2_metadata/l1c_20210713/MTD_DS.xml"));
    }

    @Test
    void the_datatake_of_a_real_L1B_datastrip_is_read() {
        Datastrip strip = levelOneB();
        assertThat(strip.id()).isEqualTo("S2A_OPER_MSI_L1B_DS_DPRM_20140630T140000_S20200816T120220_N05.00");
        assertThat(strip.level()).isEqualTo("L1B");
        assertThat(strip.spacecraftName()).isEqualTo("Sentinel-2A");
        assertThat(strip.datatakeIdentifier()).isEqualTo("GS2A_20200816T120221_026904_N05.00");
        assertThat(strip.datatakeType()).isEqualTo("INS-NOBS");
        assertThat(strip.datatakeStart()).isEqualTo(Instant.parse("2020-08-16T12:02:21.024Z"));
        assertThat(strip.orbit()).isEqualTo(23);
        assertThat(strip.orbitDirection()).isEqualTo("DESCENDING");
        assertThat(strip.sensingStart()).isEqualTo(Instant.parse("2020-08-16T12:02:20.458Z"));
        assertThat(strip.sensingStop()).isEqualTo(Instant.parse("2020-08-16T12:02:45.712Z"));
        assertThat(strip.processingBaseline()).isEqualTo("05.00");
    }

    @Test
    void the_instrument_configuration_of_a_real_L1B_datastrip_is_read() {
        Datastrip strip = levelOneB();
        assertThat(strip.compressMode()).isTrue();
        assertThat(strip.equalizationMode()).isTrue();
        assertThat(strip.nucTableId()).isEqualTo(3);
        assertThat(strip.activeDetectors()).containsExactlyInAnyOrder(IntStream.rangeClosed(1, 12).boxed().toArray(Integer[]::new));
        assertThat(strip.tdiBands()).containsExactlyInAnyOrder(2, 3, 11, 12);
        assertThat(strip.swirRearranged()).isFalse();
        assertThat(strip.degradationPercentage()).isZero();
        assertThat(strip.lostPackets()).isZero();
    }

    @Test
    void the_13_gains_and_integration_times_of_a_real_L1B_datastrip_are_read() {
        Datastrip strip = levelOneB();
        assertThat(strip.physicalGains()).hasSize(13).containsEntry(0, 4.10907633).containsEntry(12, 106.03388763);
        assertThat(strip.integrationTimes()).hasSize(13).containsEntry(0, 7.4473767);
        assertThat(strip.compressionRates()).hasSize(13).containsEntry(0, 2.655);
    }

    @Test
    void the_156_time_stamps_of_a_real_L1B_datastrip_are_read() {
        Datastrip strip = levelOneB();
        assertThat(strip.linePeriod()).isEqualTo(1.565873622);
        assertThat(strip.timeStamps()).hasSize(156)
                .contains(new Datastrip.TimeStamp(0, 1, 1, Instant.parse("2020-08-16T12:02:45.812731Z")));
        assertThat(strip.timeStamps().stream().map(stamp -> List.of(stamp.bandId(), stamp.detector())).distinct()).hasSize(156);
    }

    @Test
    void the_72_granules_of_a_real_L1B_datastrip_have_their_detector_and_first_line() {
        assertThat(levelOneB().granules()).hasSize(72).contains(new Datastrip.Granule(
                "S2A_OPER_MSI_L1B_GR_DPRM_20140630T140000_S20200816T120230_D01_N05.00", 1, 2305));
    }

    @Test
    void the_solar_angles_of_every_located_header_are_read() {
        Datastrip strip = levelOneB();
        assertThat(strip.solarAngles()).hasSize(48).first()
                .isEqualTo(new Datastrip.SolarAngles(1248, "begin", 26.7882303481985, 134.261383066194));
    }

    @Test
    void the_radiometric_offsets_and_noise_models_are_read() {
        Datastrip strip = levelOneB();
        assertThat(strip.radiometricOffsets()).hasSize(13).allSatisfy((band, offset) -> assertThat(offset).isEqualTo(-100));
        assertThat(strip.noiseModel()).hasSize(13);
        assertThat(strip.gippNames()).hasSize(130).anySatisfy(name -> {
            assertThat(name.type()).isEqualTo("GIP_R2ABCA");
            assertThat(name.version()).isEqualTo("0196");
            assertThat(name.name()).contains("V20200317T");
        });
        assertThat(strip.solarIrradiances()).isEmpty();
        assertThat(strip.gpsMinusUtc()).isEqualTo(18);
        assertThat(strip.ut1MinusUtc()).isBetween(-0.9, 0.9);
    }

    @Test
    void the_950_attitudes_are_unit_quaternions_in_time_order() {
        List<Datastrip.Attitude> attitudes = levelOneB().attitudes();
        assertThat(attitudes).hasSize(950).isSortedAccordingTo((a, b) -> a.gpsTime().compareTo(b.gpsTime()));
        // components are written with 14 digits or more
        assertThat(attitudes).allSatisfy(q ->
                assertThat(q.q1() * q.q1() + q.q2() * q.q2() + q.q3() * q.q3() + q.q4() * q.q4()).isCloseTo(1, within(1e-12)));
        assertThat(attitudes.get(0).q1()).isEqualTo(-0.47671519231492);
        assertThat(attitudes.get(0).valid()).isTrue();
    }

    @Test
    void positions_in_millimetres_are_given_in_metres() {
        List<Datastrip.GpsPoint> positions = levelOneB().positions();
        assertThat(positions).hasSize(97).first().isEqualTo(new Datastrip.GpsPoint(Instant.parse("2020-08-16T12:02:08Z"),
                5592938.4, -1685506.246, 4147746.566, 3557.53, -2940.565, -5974.98));
    }

    @Test
    void temperatures_have_the_sensor_and_unit_of_the_file() {
        List<Datastrip.Temperature> temperatures = levelOneB().temperatures();
        assertThat(temperatures).contains(
                new Datastrip.Temperature("FPA VNIR", "°C", Instant.parse("2020-08-16T12:02:09.024646Z"), -82.3214),
                new Datastrip.Temperature("CSM_Diffuser 0", "Ohm", Instant.parse("2020-08-16T12:02:09.024646Z"), 21));
        assertThat(temperatures.stream().map(Datastrip.Temperature::sensor).distinct()).contains("FPA SWIR", "FEE VNIR", "FEE SWIR",
                "Mirror 1", "Mirror 2", "Mirror 3", "Splitter bot+X", "ThSensor +X-Z");
    }

    @Test
    void a_real_L1C_datastrip_is_read_by_the_same_reader() {
        Datastrip strip = levelOneC();
        assertThat(strip.level()).isEqualTo("L1C");
        assertThat(strip.id()).isNull();
        assertThat(strip.granules()).isEmpty();
        assertThat(strip.gippNames()).hasSize(134);
        assertThat(strip.physicalGains()).hasSize(13).containsEntry(0, 4.10474204);
        assertThat(strip.timeStamps()).hasSize(156);
        assertThat(strip.solarIrradiances()).hasSize(13).containsEntry(0, 1884.69);
        assertThat(strip.noiseModel()).hasSize(13).containsEntry(0, new Datastrip.Noise(0.56, 0.00054));
        assertThat(strip.radiometricOffsets()).isEmpty();
    }

    @Test
    void a_datastrip_of_20_MB_is_read_in_about_a_second() throws Exception {
        Path sample = ReferenceData.path("samples/sen2vm/S2A_OPER_MTD_L1B_DS_DPRM_20140630T140000_S20200816T120220.xml");
        String text = Files.readString(sample);
        int from = text.indexOf("<Values>");
        int to = text.lastIndexOf("</Corrected_Attitudes>");
        String values = text.substring(from, to);
        int times = (int) Math.ceil((20e6 - text.length()) / values.length());
        Path large = Files.writeString(directory.resolve("large.xml"), text.substring(0, from) + values.repeat(times + 1) + text.substring(to));
        DatastripReader.read(sample);
        Instant start = Instant.now();
        Datastrip strip = DatastripReader.read(large);
        Duration took = Duration.between(start, Instant.now());
        System.out.printf("datastrip of %.1f MB read in %d ms%n", Files.size(large) / 1e6, took.toMillis());
        assertThat(strip.attitudes()).hasSize(950 * (times + 1));
        // a second is the aim; ten leave room for a machine that is busy with something else
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPACECRAFT_NAME", "DATATAKE_TYPE", "DATATAKE_SENSING_START", "SENSING_ORBIT_NUMBER", "DATASTRIP_SENSING_START",
        "DATASTRIP_SENSING_STOP", "PROCESSING_BASELINE", "COMPRESS_MODE", "EQUALIZATION_MODE", "ACTIVE_DETECTOR", "LINE_PERIOD"})
    void a_missing_mandatory_element_is_refused_by_its_name(String element) {
        TinySafe safe = new TinySafe();
        safe.datastripEdit = xml -> xml.replaceAll("<" + element + "[^>]*>[^<]*</" + element + ">", "");
        Path file = safe.write(directory).resolve(safe.datastrip());
        Refusal refusal = refusal(() -> DatastripReader.read(file));
        assertThat(refusal.code()).isEqualTo(DeliveryCode.ELEMENT_MISSING);
        assertThat(refusal).hasMessageContaining(element);
    }

    @Test
    void equalised_counts_without_the_number_of_their_table_are_refused() {
        TinySafe safe = new TinySafe();
        safe.datastripEdit = xml -> xml.replaceAll("<EQUALIZATION_MODE>[^<]*<", "<EQUALIZATION_MODE>true<")
                .replaceAll("<NUC_TABLE_ID>[^<]*</NUC_TABLE_ID>", "");
        Path file = safe.write(directory).resolve(safe.datastrip());
        Refusal refusal = refusal(() -> DatastripReader.read(file));
        assertThat(refusal.code()).isEqualTo(DeliveryCode.ELEMENT_MISSING);
        assertThat(refusal).hasMessageContaining("NUC_TABLE_ID");
    }

    @Test
    void a_malformed_value_is_refused_by_the_name_of_its_element() {
        TinySafe safe = new TinySafe();
        safe.datastripEdit = xml -> xml.replace("1.565873622", "1,565");
        Path file = safe.write(directory).resolve(safe.datastrip());
        Refusal refusal = refusal(() -> DatastripReader.read(file));
        assertThat(refusal.code()).isEqualTo(DeliveryCode.VALUE_MALFORMED);
        assertThat(refusal).hasMessageContaining("LINE_PERIOD").hasMessageContaining("1,565");
    }

    @Test
    void times_are_read_with_and_without_Z_and_beyond_the_nanosecond() {
        TinySafe safe = new TinySafe();
        safe.datastripEdit = xml -> xml.replace("22:30:10.5Z", "22:30:10.33129501342773");
        Datastrip strip = DatastripReader.read(safe.write(directory).resolve(safe.datastrip()));
        assertThat(strip.sensingStart()).isEqualTo(Instant.parse("2026-11-19T22:30:00Z"));
        assertThat(strip.sensingStop()).isEqualTo(Instant.parse("2026-11-19T22:30:10.331295013Z"));
    }
}
