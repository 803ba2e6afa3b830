package org.penumbra.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;

/** The verdict follows from the findings (METHODS 0). */
class ReportTest {

    @Test
    void without_findings_the_verdict_is_OK() {
        assertThat(verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void INFO_counts_as_OK() {
        assertThat(verdict(Severity.INFO, Severity.INFO)).isEqualTo(Verdict.OK);
    }

    @Test
    void the_worst_severity_is_the_verdict_wherever_it_stands() {
        assertThat(verdict(Severity.INFO, Severity.WARNING, Severity.INFO)).isEqualTo(Verdict.WARNING);
        assertThat(verdict(Severity.WARNING, Severity.ALARM, Severity.INFO)).isEqualTo(Verdict.ALARM);
    }

    @Test
    void UNUSABLE_stands_above_all_and_gives_no_measurement() {
        Report report = SampleReport.unusable();
        assertThat(report.verdict()).isEqualTo(Verdict.UNUSABLE);
        assertThat(report.outcomes()).isEmpty();
        assertThat(report.candidates()).isEmpty();
        assertThat(report.findings()).hasSameSizeAs(SampleReport.findings());
    }

    @Test
    void the_most_severe_findings_come_first_and_equals_stay_in_order() {
        Report report = SampleReport.of(List.of(finding(Severity.INFO, "a"), finding(Severity.ALARM, "b"),
                finding(Severity.WARNING, "c"), finding(Severity.ALARM, "d")));
        assertThat(report.findings()).extracting(Finding::message).containsExactly("b", "d", "c", "a");
    }

    private static Verdict verdict(Severity... severities) {
        return SampleReport.of(List.of(severities).stream().map(severity -> finding(severity, "found")).toList()).verdict();
    }

    private static Finding finding(Severity severity, String message) {
        return Finding.of(SampleReport.Code.TEXT, severity, Place.INSTRUMENT, message);
    }
}
