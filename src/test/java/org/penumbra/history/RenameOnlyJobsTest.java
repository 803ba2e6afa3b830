package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penumbra.history.SqlJobsTest.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.history.Opening.Kind;
import org.penumbra.settings.Settings;

class RenameOnlyJobsTest {
    private static final JobSettings SETTINGS = Settings.defaults(JobSettings.class);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);
    private static final Publication PUBLICATION = new Publication("OK", Path.of("report"), List.of(), Optional.empty());

    @TempDir
    Path drop;
    private RenameOnlyJobs jobs;

    @BeforeEach
    void open() {
        jobs = new RenameOnlyJobs(drop, SETTINGS, CLOCK);
    }

    @Test
    void a_job_goes_from_claim_to_done_without_a_database() {
        Job job = claimed("P.SAFE");

        assertThat(jobs.opened(job.id(), identity("P", "1"))).isEqualTo(new Opening(Kind.NEW, 1));
        assertThat(jobs.measured(job.id())).isTrue();
        assertThat(jobs.measured(job.id())).isFalse();
        jobs.published(job.id(), PUBLICATION);
        jobs.notified(job.id(), List.of());
        jobs.done(job.id());

        assertThat(jobs.find(job.id()).orElseThrow().state()).isEqualTo(JobState.DONE);
        assertThat(jobs.unfinished()).isEmpty();
    }

    @Test
    void a_step_that_would_leave_one_out_is_an_error() {
        Job job = claimed("P.SAFE");

        assertThatThrownBy(() -> jobs.published(job.id(), PUBLICATION)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void while_the_process_lives_duplicates_and_revisions_are_told_apart() {
        jobs.opened(claimed("P.SAFE").id(), identity("P", "1"));

        assertThat(jobs.opened(claimed("P.zip").id(), identity("P", "1"))).isEqualTo(new Opening(Kind.DUPLICATE, 1));
        assertThat(jobs.opened(claimed("P.tgz").id(), identity("P", "2"))).isEqualTo(new Opening(Kind.REVISION, 2));
    }

    @Test
    void by_hand_a_product_that_was_analysed_before_is_as_good_as_new() {
        jobs = RenameOnlyJobs.byHand(CLOCK);
        jobs.opened(claimed("P.SAFE").id(), identity("P", "1"));

        assertThat(jobs.opened(claimed("P.SAFE").id(), identity("P", "1"))).isEqualTo(new Opening(Kind.NEW, 1));
    }

    @Test
    void a_quarantined_product_may_be_delivered_again() {
        Job first = claimed("P.SAFE");
        jobs.opened(first.id(), identity("P", "1"));
        jobs.quarantined(first.id(), "CALIBRATION-101", "missing");

        assertThat(jobs.opened(claimed("P.SAFE").id(), identity("P", "1"))).isEqualTo(new Opening(Kind.NEW, 1));
        assertThat(jobs.find(first.id()).orElseThrow().code()).isEqualTo("CALIBRATION-101");
        assertThatThrownBy(() -> jobs.failed(first.id(), "late")).isInstanceOf(LeaseLost.class);
    }

    @Test
    void deliveries_that_an_earlier_process_claimed_are_found_again() throws IOException {
        Path place = Files.createDirectories(drop.resolve(".penumbra/20261119T000000000-00000001/P.SAFE"));

        assertThat(jobs.recover()).singleElement().satisfies(job -> {
            assertThat(job.id()).isEqualTo("20261119T000000000-00000001");
            assertThat(job.state()).isEqualTo(JobState.CLAIMED);
            assertThat(job.place()).isEqualTo(place);
            assertThat(job.source()).isEqualTo(drop.resolve("P.SAFE"));
        });
    }

    @Test
    void so_are_those_of_the_folders_of_a_type_and_their_source_says_it() throws IOException {
        Files.createDirectories(drop.resolve("night-ocean/.penumbra/20261119T000000000-00000001/P.SAFE"));

        assertThat(jobs.recover()).extracting(Job::source).containsExactly(drop.resolve("night-ocean/P.SAFE"));
    }

    @Test
    void a_failure_waits_and_is_due_when_its_time_has_come() {
        Clock later = Clock.offset(CLOCK, Duration.ofSeconds(SETTINGS.backOff()));
        Job job = claimed("P.SAFE");

        assertThat(jobs.failed(job.id(), "disk").orElseThrow().nextAttempt()).isEqualTo(later.instant());
        assertThat(jobs.due()).isEmpty();
        jobs.failed(job.id(), "disk");
        assertThat(jobs.failed(job.id(), "disk")).isEmpty();
    }

    private Job claimed(String name) {
        Job job = jobs.begin(drop.resolve(name));
        jobs.claimed(job.id(), drop.resolve(".penumbra").resolve(job.id()).resolve(name));
        return job;
    }
}
