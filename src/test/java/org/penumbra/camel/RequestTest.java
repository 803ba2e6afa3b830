package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.finding.Refusal;

/** Reading of requests (FORMATS 7). */
class RequestTest {

    @Test
    void each_example_of_FORMATS_7_is_read() {
        assertThat(Request.read("{request: reprocess, product: S2A_X}")).isEqualTo(new Request.Reprocess("S2A_X", false));
        assertThat(Request.read("{request: reprocess, product: S2A_X, images: true}")).isEqualTo(new Request.Reprocess("S2A_X", true));
        assertThat(Request.read("{request: replay, quarantine: all, code: DELIVERY-104}"))
                .isEqualTo(new Request.Replay("all", Optional.of("DELIVERY-104")));
        assertThat(Request.read("{request: digest, period: 2026-10, unit: S2A}"))
                .isEqualTo(new Request.Digest(YearMonth.of(2026, 10), Optional.of("S2A")));
        assertThat(Request.read(
                "{request: event, unit: S2A, type: decontamination, start: 2026-05-02T00:00:00Z, end: 2026-05-03T12:00:00Z, bands: [B10, B11, B12]}"))
                .isEqualTo(new Request.Event("S2A", "decontamination", Instant.parse("2026-05-02T00:00:00Z"), Instant.parse("2026-05-03T12:00:00Z"),
                        List.of("B10", "B11", "B12")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            request: reprocess                                    | line 1: 'product' is missing
            request: reprocess;product: P;image: true             | line 3: 'image' does not belong to this request
            request: reprocess;product: P;images: perhaps         | line 3: 'images' is neither true nor false
            request: reprocess;product: [P, Q]                    | line 2: 'product' has no value, or more than one
            request: digest;period: October                       | line 2: period 'October' is not a month
            request: event;unit: S2A;type: safe mode;start: today | line 4: start 'today' is neither a date such as 2026-05-02 nor a UTC time
            request: event;unit: S2A;type: safe mode;start: 2026-05-02T00:00:00Z;end: 2026-05-01T00:00:00Z | line 5: end 2026-05-01T00:00:00Z is before start
            request: event;unit: S2A;type: party;start: 2026-05-02;end: 2026-05-03 | line 3: 'party' is no type of event; there are decontamination, safe mode
            request: replay;quarantine: all;quarantine: none      | line 3: 'quarantine' stands there twice
            product: P                                            | line 1: 'request' is missing
            reprocess everything                                  | line 1: 'request: …'
            request: replay;quarantine: [all                      | line 2: expected ',' or ']'
            """)
    void a_malformed_request_is_refused_as_REQUEST_101_with_line_and_reason(String lines, String reason) {
        assertThatThrownBy(() -> Request.read(lines.replace(';', '\n'))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(RequestCode.MALFORMED);
            assertThat(refusal).hasMessageContaining(reason).hasMessageNotContaining("class org");
        });
    }

    @Test
    void a_date_in_an_event_is_its_midnight_as_in_events_yaml() {
        assertThat(Request.read("{request: event, unit: S2A, type: safe mode, start: 2026-05-02, end: 2026-05-03}"))
                .isEqualTo(new Request.Event("S2A", "safe mode",
                        Instant.parse("2026-05-02T00:00:00Z"), Instant.parse("2026-05-03T00:00:00Z"), List.of()));
    }

    @Test
    void an_unknown_request_is_refused_as_REQUEST_102_with_its_line() {
        assertThatThrownBy(() -> Request.read("\nrequest: delete")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(RequestCode.UNKNOWN);
            assertThat(refusal).hasMessageContaining("Line 2: 'delete'");
        });
    }
}
