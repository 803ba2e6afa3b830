package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.history.JobRepository;
import org.penumbra.history.JobSettings;
import org.penumbra.history.ProductIdentity;
import org.penumbra.history.RenameOnlyJobs;
import org.penumbra.settings.Settings;

/** {@code preMove} and a killed JVM strand a file in its work folder for ever: here a row says what was begun, before anything moves. */
class DeliveryConsumerRecordedClaimTest extends DeliveryConsumerTestSupport {
    private RecordingJobs recording;
    private JobRepository jobs;
    private boolean opens;
    private boolean fails;

    @Override
    JobRepository jobs() {
        recording = new RecordingJobs(dropDirectory().resolve("P1.SAFE"));
        jobs = recording.before(new RenameOnlyJobs(dropDirectory(), Settings.defaults(JobSettings.class), clock));
        return jobs;
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).routeId(ROUTE).process(exchange -> {
                    recording.add("exchange");
                    if (opens) {
                        jobs.opened(exchange.getIn().getHeader(DeliveryConstants.JOB_ID, String.class),
                                new ProductIdentity("P1", "00", "S2A", AcquisitionType.NIGHT_OCEAN, Instant.EPOCH));
                    }
                    if (fails) {
                        throw new IllegalStateException("planted");
                    }
                }).to("mock:delivery");
            }
        };
    }

    @Test
    void row_then_rename_then_row_then_exchange() {
        drop.safe("P1.SAFE");
        poll();
        assertThat(recording.calls()).containsExactly("begin in the drop directory", "claimed in the claim folder", "exchange in the claim folder");
    }

    @Test
    void a_job_that_fails_before_its_product_was_opened_never_was() {
        fails = true;
        drop.safe("P1.SAFE");
        poll();
        assertThat(recording.calls()).last().isEqualTo("abandoned in the drop directory");
        assertThat(jobs.unfinished()).isEmpty();
    }

    @Test
    void a_job_that_fails_later_stays_claimed_for_recovery_to_go_on() {
        opens = true;
        fails = true;
        drop.safe("P1.SAFE");
        poll();
        assertThat(recording.calls()).last().isEqualTo("failed in the claim folder");
        assertThat(jobs.unfinished()).singleElement().satisfies(job -> assertThat(job.place()).isDirectory());
    }

    @Test
    void a_claim_that_cannot_be_recorded_is_undone_and_makes_no_exchange() {
        recording.fail("claimed");
        drop.safe("P1.SAFE");
        poll();
        assertThat(recording.calls())
                .containsExactly("begin in the drop directory", "claimed in the claim folder", "abandoned in the drop directory");
        assertThat(jobs.unfinished()).isEmpty();
    }

    @Test
    void as_long_as_the_store_is_away_health_is_DOWN_and_deliveries_stay_where_they_are() {
        recording.fail("begin");
        drop.safe("P1.SAFE");
        poll();
        assertThat(health().getDetails()).containsEntry("finding", "DROP-103");
        assertThat(drop.names()).containsExactly("P1.SAFE");
        recording.fail("");
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }
}
