package org.penumbra.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penumbra.analysis.Figure;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;
import org.penumbra.report.drawing.Drawings;

class ReportPageTest {
    private static Report report;
    private static String page;

    @BeforeAll
    static void draw() {
        report = SampleReport.whole();
        page = ReportPage.html(report, Drawings.of(report.figures()));
    }

    @Test
    void what_comes_from_a_product_is_escaped() {
        assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;B10 &amp; &quot;B11&quot;&#39;)&lt;/script&gt;");
    }

    @Test
    void the_page_needs_no_network() {
        List<String> references = Pattern.compile("(?:src|href|action|data)\\s*=\\s*\"([^\"]{0,40})|url\\(([^)]{0,40})|@import")
                .matcher(page).results().map(found -> found.group()).toList();
        assertThat(references).isNotEmpty().allMatch(reference -> reference.contains("\"data:image/") || reference.contains("\"#"));
    }

    @Test
    void the_page_is_well_formed_XML() throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        assertThat(builder.parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8))).getDocumentElement().getTagName())
                .isEqualTo("html");
    }

    @Test
    void every_figure_is_in_the_page_with_its_caption() {
        for (Figure figure : report.figures()) {
            assertThat(page).contains("id=\"" + figure.id() + "\"").contains(figure.caption());
        }
    }

    @Test
    void drawn_text_is_escaped_too() {
        Figure hostile = new Figure.Bars("hostile", SampleReport.HOSTILE, SampleReport.HOSTILE,
                new Figure.Axis("a < b", ""), List.of(new Figure.Bar("<b>", -1, 1)));
        assertThat(new String(Drawings.of(hostile).svg(), StandardCharsets.UTF_8)).doesNotContain("<script", "<b>");
    }

    @Test
    void a_missing_value_is_a_dash_and_says_why() {
        assertThat(page).contains("– one detector is absent");
        assertThat(page).contains("<td class=\"number\">–</td>").doesNotContain(">NaN<", ">null<");
    }

    @Test
    void fractions_are_shown_in_per_cent_and_quantities_with_their_unit() {
        assertThat(page).contains("<td class=\"number\">7.31\u202f%</td>").contains("<td class=\"number\">−5.81\u00a0LSB</td>");
    }

    @Test
    void a_long_message_is_shown_whole() {
        assertThat(page).contains("x".repeat(200));
    }

    @Test
    void the_most_severe_finding_stands_first() {
        String table = page.substring(page.indexOf("class=\"findings\""));
        assertThat(table.indexOf("badge alarm")).isLessThan(table.indexOf("badge warning"));
        assertThat(table.indexOf("badge warning")).isLessThan(table.indexOf("badge info"));
    }

    @Test
    void each_section_shows_the_thresholds_in_force_with_their_reasons() {
        assertThat(page).contains("falseDiscoveryRate", "false discoveries that are accepted among the pixels called", "METHODS 0");
    }

    @Test
    void what_to_do_names_each_action_once_and_the_proposed_files() {
        assertThat(page.split(Pattern.quote(SampleReport.Code.DETECTOR_CHANGE.action()), -1)).hasSize(2);
        assertThat(page).contains("DARK-101, 2 times", "candidates/S2A_OPER_GIP_R2EQOG_PNMB");
    }

    @Test
    void the_provenance_names_inputs_calibration_files_and_configuration() {
        assertThat(page).contains("manifest.safe", "f".repeat(64),
                "S2A_OPER_GIP_BLINDP_MPC__20150605T094736_V20150622T000000_21000101T000000_B00", report.configuration().sha256());
    }

    @Test
    void an_unusable_product_has_a_page_that_says_so() {
        Report unusable = SampleReport.unusable();
        assertThat(ReportPage.html(unusable, List.of())).contains("UNUSABLE", "must not be used").doesNotContain("<img", "candidates/");
    }

    @Test
    void thousands_of_findings_are_cut_with_a_word_about_it() {
        List<Finding> many = IntStream.range(0, 2000)
                .mapToObj(i -> Finding.of(SampleReport.Code.TEXT, Severity.INFO, Place.column("B01", 1, i), "found")).toList();
        String cut = ReportPage.html(Report.of(SampleReport.dossier(many, java.util.Map.of()), OptionalLong.empty(),
                "penumbra 0.1.0", SampleReport.RUN), List.of());
        assertThat(cut).contains("1700 more findings");
    }

    @Test
    void the_image_of_a_figure_reads_back_as_SVG_or_PNG() {
        Pattern.compile("data:image/(svg\\+xml|png);base64,([A-Za-z0-9+/=]+)").matcher(page).results().forEach(found -> {
            byte[] image = Base64.getDecoder().decode(found.group(2));
            assertThat(new String(image, 0, 5, StandardCharsets.ISO_8859_1)).isIn("<?xml", "\u0089PNG\r");
        });
    }
}
