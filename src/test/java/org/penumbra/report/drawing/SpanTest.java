package org.penumbra.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.penumbra.analysis.Figure.Limit;

class SpanTest {

    @Test
    void a_few_far_outliers_do_not_flatten_the_others() {
        Span span = Span.ofBulk(DoubleStream.concat(new Random(1).doubles(10_000, -1, 1), DoubleStream.of(300)), List.of());
        assertThat(span.high()).isBetween(1.0, 2.0);
        assertThat(span.low()).isBetween(-2.0, -0.99);
    }

    @Test
    void many_outliers_are_no_outliers() {
        Span span = Span.ofBulk(DoubleStream.concat(new Random(1).doubles(10_000, -1, 1), DoubleStream.generate(() -> 300).limit(100)), List.of());
        assertThat(span.holds(300)).isTrue();
    }

    @Test
    void few_values_are_all_shown() {
        assertThat(Span.ofBulk(DoubleStream.of(0, 1, 0, 1, 500), List.of()).holds(500)).isTrue();
    }

    @Test
    void a_limit_is_shown_when_it_is_near() {
        assertThat(Span.ofBulk(DoubleStream.of(0, 1), List.of(new Limit("warning", 1.5))).holds(1.5)).isTrue();
        assertThat(Span.ofBulk(DoubleStream.of(0, 1), List.of(new Limit("warning", 5))).holds(5)).isFalse();
    }

    @Test
    void one_value_has_a_span_about_it() {
        assertThat(Span.of(DoubleStream.of(7, 7))).satisfies(span -> assertThat(span.low()).isLessThan(7))
                .satisfies(span -> assertThat(span.high()).isGreaterThan(7));
    }

    @Test
    void without_a_finite_value_there_is_still_a_span() {
        assertThat(Span.ofBulk(DoubleStream.of(Double.NaN, Double.POSITIVE_INFINITY), List.of()).width()).isPositive();
    }

    @Test
    void a_limit_that_wants_to_be_shown_is_inside_however_far_it_is() {
        assertThat(Span.ofBulk(DoubleStream.of(0.001), List.of(new Limit("warning", 0.1, true), new Limit("alarm", 0.2)))).satisfies(span -> {
            assertThat(span.holds(0.1)).isTrue();
            assertThat(span.holds(0.2)).isFalse();
        });
    }
}
