package org.penumbra.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.history.Job;
import org.penumbra.history.JobState;
import org.penumbra.history.ProcessedProduct;

class DigestPageTest {
    private static final Instant FROM = Instant.parse("2026-11-16T00:00:00Z");
    private static final Path HOME = Path.of("/home/penumbra/var");

    @TempDir
    Path directory;

    /** A week with one product of each verdict, names as they are long, and a refusal with hostile words. */
    static DigestPage sample() {
        List<ProcessedProduct> products = List.of(product("S2A", AcquisitionType.NIGHT_OCEAN, 0, "OK", 1),
                product("S2A", AcquisitionType.NIGHT_OCEAN, 1, "WARNING", 2), product("S2B", AcquisitionType.SUN_DIFFUSER, 2, "ALARM", 1),
                product("S2C", AcquisitionType.NOMINAL, 3, "UNUSABLE", 1));
        Job refused = new Job("j", JobState.QUARANTINED, Path.of("/drop", "S2A_<b>.SAFE"), null, null, null, null, 0, null, "n", "DELIVERY-110",
                SampleReport.HOSTILE + " 1 of the files that manifest.safe lists are missing, the first is "
                        + "DATASTRIP/S2A_OPER_MSI_L1A_DS_PDMC_20261118T190221_S20261118T130221.xml.",
                FROM, FROM.plus(Duration.ofHours(30)));
        return new DigestPage("Week 2026-W47", FROM, FROM.plus(Duration.ofDays(7)), FROM.plus(Duration.ofDays(7)),
                products, List.of(refused), products.subList(1, 4));
    }

    private static ProcessedProduct product(String unit, AcquisitionType type, int day, String verdict, int revision) {
        Instant start = FROM.plus(Duration.ofDays(day));
        String id = unit + "_OPER_PRD_MSIL1A_PDMC_2026111" + (6 + day) + "T190221_R138_V2026111" + (6 + day) + "T130221_2026111"
                + (6 + day) + "T130230";
        return new ProcessedProduct(id, revision, "0", "job", unit, type, start, verdict,
                HOME.resolve("reports/2026/11").resolve(id), start.plus(Duration.ofHours(5)));
    }

    @Test
    void the_page_and_the_mail_are_well_formed_and_what_comes_from_outside_is_escaped() throws Exception {
        for (String html : List.of(sample().html(), written())) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(html.replaceFirst("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
            assertThat(html).doesNotContain("<script").doesNotContain("<b>.SAFE").contains("&lt;script&gt;");
        }
    }

    @Test
    void the_page_is_the_same_whenever_it_is_made_from_the_same() {
        assertThat(sample().html()).isEqualTo(sample().html());
        assertThat(sample().text()).isEqualTo(sample().text());
    }

    private String written() throws IOException {
        sample().write(directory, "2026-W47.html");
        return Files.readString(directory.resolve("2026-W47.html"));
    }

    @Test
    void the_page_leads_to_the_reports_and_the_mail_which_lies_elsewhere_does_not() throws IOException {
        assertThat(written()).contains("/reports/2026/11/S2B_OPER").contains("/report.html\"");
        assertThat(sample().html()).doesNotContain("href");
    }

    @Test
    void verdicts_are_counted_each_in_its_place() {
        assertThat(sample().verdicts()).containsExactly(Map.entry("OK", 1L), Map.entry("WARNING", 1L), Map.entry("ALARM", 1L),
                Map.entry("UNUSABLE", 1L));
    }

    @Test
    void the_text_says_what_the_page_says() {
        assertThat(sample().text().lines()).contains("Week 2026-W47", "Published 2026-11-16 to 2026-11-22 (UTC)",
                "4 published: 1 OK, 1 WARNING, 1 ALARM, 1 UNUSABLE", "1 refused",
                "  S2B sun-diffuser acquired 2026-11-18, published 2026-11-18 05:00, 4 days ago");
    }

    @Test
    void a_week_without_anything_says_so() {
        DigestPage nothing = new DigestPage("Week 2026-W47", FROM, FROM.plus(Duration.ofDays(7)), FROM, List.of(), List.of(), List.of());
        assertThat(nothing.html()).contains("No report was published.", "Nothing was refused.", "None yet.");
        assertThat(nothing.text().lines()).contains("0 refused", "  none yet");
    }
}
