package org.penumbra.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.ReferenceData;

class GippNameTest {
    private static final String NAME = "S2A_OPER_GIP_R2EQOG_MPC__20200310T092737_V20200317T000000_21000101T000000_B8A";

    @Test
    void a_name_is_taken_apart_and_put_together() {
        GippName name = GippName.parse(NAME).orElseThrow();
        assertThat(name).isEqualTo(new GippName("S2A", "R2EQOG", "MPC_", Instant.parse("2020-03-10T09:27:37Z"), Instant.parse("2020-03-17T00:00:00Z"),
                GippName.OPEN_END, "B8A"));
        assertThat(name).hasToString(NAME);
    }

    @Test
    void the_open_end_of_before_2018_holds_for_ever() {
        GippName name = GippName.parse("S2A_OPER_GIP_R2ABCA_MPC__20170206T150140_V20170206T065850_99999999T999999_B00").orElseThrow();
        assertThat(name.holds(Instant.parse("2150-01-01T00:00:00Z"))).isTrue();
        assertThat(name.toString()).endsWith("_99999999T999999_B00");
    }

    @Test
    void validity_holds_from_its_start_to_before_its_stop() {
        GippName name = GippName.parse("S2A_OPER_GIP_R2ABCA_MPC__20200101T000000_V20200102T000000_20200103T000000_B00").orElseThrow();
        assertThat(name.holds(Instant.parse("2020-01-01T23:59:59.999Z"))).isFalse();
        assertThat(name.holds(Instant.parse("2020-01-02T00:00:00Z"))).isTrue();
        assertThat(name.holds(Instant.parse("2020-01-02T23:59:59.999Z"))).isTrue();
        assertThat(name.holds(Instant.parse("2020-01-03T00:00:00Z"))).isFalse();
    }

    @Test
    void what_is_not_the_name_of_a_gipp_is_no_name() {
        for (String text : List.of("README", NAME + ".xml", NAME.replace("S2A", "S3A"),
                NAME.replace("20200310", "20201310"), NAME.replace("B8A", "B13"))) {
            assertThat(GippName.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void every_name_of_real_datastrips_is_taken_apart_and_put_together() throws IOException {
        List<String> names = Files.readAllLines(ReferenceData.path("s2_noise_gain/s2_gipp_names_from_datastrips.csv")).stream().skip(1)
                .map(line -> line.split(",")[2]).toList();
        assertThat(names).hasSize(666).allSatisfy(name -> assertThat(GippName.parse(name).orElseThrow()).hasToString(name));
    }
}
