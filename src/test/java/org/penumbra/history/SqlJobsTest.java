package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.history.Opening.Kind;
import org.penumbra.settings.Settings;

/** The same on H2 and on PostgreSQL (DESIGN 5). */
@ParameterizedClass
@EnumSource(Database.class)
class SqlJobsTest {
    private static final JobSettings SETTINGS = Settings.defaults(JobSettings.class);
    private static final Instant START = Instant.parse("2026-11-20T01:02:03Z");
    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "2".repeat(64);

    @Parameter
    Database database;
    @TempDir
    Path directory;
    private Store store;
    private SqlJobs jobs;
    private SqlJobs elsewhere;

    @BeforeEach
    void open() {
        store = Store.open(database.fresh(directory), Database.USER, Database.PASSWORD);
        jobs = new SqlJobs(store, "here", SETTINGS);
        elsewhere = new SqlJobs(store, "elsewhere", SETTINGS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void ids_of_jobs_are_in_the_order_of_their_making() {
        List<String> ids = List.of(jobs.begin(Path.of("a")).id(), jobs.begin(Path.of("b")).id(), jobs.begin(Path.of("c")).id());

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(jobs.unfinished()).extracting(Job::id).containsExactlyElementsOf(ids);
    }

    @Test
    void a_job_goes_from_claim_to_done_step_by_step() {
        Job job = jobs.begin(Path.of("/drop/P.SAFE"));
        assertThat(job.state()).isEqualTo(JobState.CLAIMING);
        assertThat(job.source()).isEqualTo(Path.of("/drop/P.SAFE"));

        jobs.claimed(job.id(), Path.of("/drop/.penumbra/x/P.SAFE"));
        assertThat(jobs.find(job.id()).orElseThrow().place()).isEqualTo(Path.of("/drop/.penumbra/x/P.SAFE"));
        assertThat(jobs.opened(job.id(), identity("P", ONE))).isEqualTo(new Opening(Kind.NEW, 1));
        assertThat(jobs.measured(job.id())).isTrue();
        jobs.published(job.id(), publication(List.of()));
        jobs.notified(job.id(), List.of());
        jobs.done(job.id());

        assertThat(jobs.find(job.id()).orElseThrow().state()).isEqualTo(JobState.DONE);
        assertThat(jobs.unfinished()).isEmpty();
    }

    @Test
    void a_step_that_would_leave_one_out_is_an_error() {
        Job job = jobs.begin(Path.of("P.SAFE"));

        assertThatThrownBy(() -> jobs.published(job.id(), publication(List.of()))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void every_step_taken_again_changes_nothing() {
        History history = new History(store);
        Job job = claimed("P.SAFE");
        SeriesPoint point = new SeriesPoint("S2A", "absolute-gain/B04/gain", START, "P", 6.3);
        for (int twice = 0; twice < 2; twice++) {
            jobs.claimed(job.id(), Path.of("elsewhere"));
            assertThat(jobs.opened(job.id(), identity("P", ONE))).isEqualTo(new Opening(Kind.NEW, 1));
        }
        assertThat(jobs.measured(job.id())).isTrue();
        for (int twice = 0; twice < 2; twice++) {
            jobs.published(job.id(), publication(List.of(point)));
            jobs.notified(job.id(), List.of(mail("<1@penumbra>")));
        }
        jobs.done(job.id());
        jobs.done(job.id());

        assertThat(history.revisions("P")).hasSize(1);
        assertThat(history.series("S2A", "absolute-gain/B04/gain")).containsExactly(point);
        assertThat(new Outbox(store, SETTINGS).waiting()).hasSize(1);
        assertThat(jobs.find(job.id()).orElseThrow().place()).isEqualTo(Path.of("place"));
    }

    @Test
    void the_same_product_again_is_a_duplicate_and_the_job_ends() {
        published("P", ONE);
        Job second = claimed("P.zip");

        assertThat(jobs.opened(second.id(), identity("P", ONE))).isEqualTo(new Opening(Kind.DUPLICATE, 1));
        assertThat(jobs.opened(second.id(), identity("P", ONE))).isEqualTo(new Opening(Kind.DUPLICATE, 1));
        assertThat(jobs.find(second.id()).orElseThrow().state()).isEqualTo(JobState.DUPLICATE);
        assertThat(jobs.unfinished()).isEmpty();
    }

    @Test
    void the_same_id_with_other_content_is_the_next_revision_and_the_first_stays() {
        published("P", ONE);
        Job second = claimed("P.zip");

        assertThat(jobs.opened(second.id(), identity("P", OTHER))).isEqualTo(new Opening(Kind.REVISION, 2));
        jobs.measured(second.id());
        jobs.published(second.id(), publication(List.of()));

        assertThat(new History(store).revisions("P")).extracting(ProcessedProduct::revision).containsExactly(1, 2);
    }

    @Test
    void of_many_that_open_one_product_at_once_exactly_one_is_new() throws Exception {
        List<Job> claimed = List.of(claimed("1"), claimed("2"), claimed("3"), claimed("4"));

        List<Opening> openings = atOnce(claimed.stream().<Callable<Opening>>map(job -> () -> jobs.opened(job.id(), identity("P", ONE))).toList());

        assertThat(openings).filteredOn(opening -> opening.kind() == Kind.NEW).hasSize(1);
        assertThat(openings).filteredOn(opening -> opening.kind() == Kind.DUPLICATE).hasSize(3);
    }

    @Test
    void contents_that_differ_and_open_at_once_get_revisions_that_differ() throws Exception {
        List<Job> claimed = List.of(claimed("1"), claimed("2"), claimed("3"));

        List<Opening> openings = atOnce(claimed.stream()
                .<Callable<Opening>>map(job -> () -> jobs.opened(job.id(), identity("P", ONE.substring(1) + claimed.indexOf(job)))).toList());

        assertThat(openings).extracting(Opening::revision).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void of_many_that_see_the_last_task_done_exactly_one_goes_on() throws Exception {
        Job job = claimed("P.SAFE");
        jobs.opened(job.id(), identity("P", ONE));

        List<Boolean> answers = atOnce(List.of(() -> jobs.measured(job.id()), () -> elsewhere.measured(job.id()),
                () -> jobs.measured(job.id()), () -> elsewhere.measured(job.id())));

        assertThat(answers).containsOnlyOnce(true);
    }

    @Test
    void a_product_that_went_to_quarantine_may_be_delivered_again() {
        Job first = claimed("P.SAFE");
        jobs.opened(first.id(), identity("P", ONE));
        jobs.quarantined(first.id(), "CALIBRATION-101", "no R2EQOG of B01 is in force");

        Job again = claimed("P.SAFE");

        assertThat(jobs.opened(again.id(), identity("P", ONE))).isEqualTo(new Opening(Kind.NEW, 1));
        assertThat(jobs.find(first.id()).orElseThrow()).extracting(Job::state, Job::code).containsExactly(JobState.QUARANTINED, "CALIBRATION-101");
    }

    @Test
    void a_failure_is_tried_again_as_often_as_the_settings_say_and_later_each_time() {
        Job job = claimed("P.SAFE");

        Job once = jobs.failed(job.id(), "disk").orElseThrow();
        Job twice = jobs.failed(job.id(), "disk").orElseThrow();
        Optional<Job> thrice = jobs.failed(job.id(), "disk");

        assertThat(once.nextAttempt()).isEqualTo(once.changed().plusSeconds(SETTINGS.backOff()));
        assertThat(twice.nextAttempt()).isEqualTo(twice.changed().plusSeconds(2L * SETTINGS.backOff()));
        assertThat(thrice).isEmpty();
    }

    @Test
    void what_is_left_of_a_published_product_is_tried_for_ever_and_at_most_the_longest_wait_apart() {
        Job job = claimed("P.SAFE");
        jobs.opened(job.id(), identity("P", ONE));
        jobs.measured(job.id());
        jobs.published(job.id(), publication(List.of()));

        for (int failures = 0; failures < 20 * SETTINGS.retries(); failures++) {
            Job again = jobs.failed(job.id(), "the outbox cannot be written").orElseThrow();
            assertThat(again.nextAttempt()).isBetween(again.changed(), again.changed().plusSeconds(SETTINGS.longestBackOff()));
        }
    }

    @Test
    void a_job_that_waits_longer_than_any_wait_because_the_clock_was_set_back_is_due() {
        Job job = claimed("P.SAFE");
        jobs.failed(job.id(), "disk");

        store.write(handle -> handle.execute("update job set next_attempt = current_timestamp + interval '1' day"));

        assertThat(jobs.due()).extracting(Job::id).containsExactly(job.id());
    }

    @Test
    void a_step_that_another_node_has_taken_is_no_step_of_ours() {
        Job job = jobs.begin(Path.of("P.SAFE"));
        expire();
        elsewhere.takeOver();
        elsewhere.claimed(job.id(), Path.of("place"));
        elsewhere.opened(job.id(), identity("P", ONE));

        assertThatThrownBy(() -> jobs.claimed(job.id(), Path.of("place"))).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> jobs.opened(job.id(), identity("P", ONE))).isInstanceOf(LeaseLost.class);
        assertThat(jobs.holds(job.id())).isFalse();
        assertThat(elsewhere.holds(job.id())).isTrue();
    }

    @Test
    void a_job_that_waits_is_due_once_when_its_time_has_come() {
        Job job = claimed("P.SAFE");
        jobs.failed(job.id(), "disk");
        assertThat(jobs.due()).isEmpty();

        store.write(handle -> handle.execute("update job set next_attempt = current_timestamp"));

        assertThat(jobs.due()).extracting(Job::id).containsExactly(job.id());
        assertThat(jobs.due()).isEmpty();
    }

    @Test
    void a_lease_that_runs_keeps_other_nodes_off_by_the_clock_of_the_database() {
        Job job = claimed("P.SAFE");

        assertThat(elsewhere.takeOver()).isEmpty();
        assertThat(elsewhere.recover()).isEmpty();
        assertThatThrownBy(() -> elsewhere.opened(job.id(), identity("P", ONE))).isInstanceOf(LeaseLost.class);
    }

    @Test
    void a_lease_that_expired_is_taken_over_once_and_its_old_owner_must_let_go() throws Exception {
        Job job = claimed("P.SAFE");
        expire();

        List<List<Job>> taken = atOnce(List.of(elsewhere::takeOver, () -> new SqlJobs(store, "third", SETTINGS).takeOver()));

        assertThat(taken.stream().flatMap(List::stream)).extracting(Job::id).containsExactly(job.id());
        assertThatThrownBy(() -> jobs.opened(job.id(), identity("P", ONE))).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> jobs.failed(job.id(), "late")).isInstanceOf(LeaseLost.class);
    }

    @Test
    void a_renewed_lease_is_not_taken_over() {
        claimed("P.SAFE");
        expire();

        assertThat(jobs.renew()).isEqualTo(1);

        assertThat(elsewhere.takeOver()).isEmpty();
    }

    @Test
    void a_restarted_node_gets_its_own_jobs_back_at_once() {
        Job job = claimed("P.SAFE");

        assertThat(new SqlJobs(store, "here", SETTINGS).recover()).extracting(Job::id).containsExactly(job.id());
    }

    @Test
    void an_abandoned_claim_leaves_nothing_and_an_opened_job_stays() {
        Job claiming = jobs.begin(Path.of("a"));
        Job claimed = claimed("b");
        Job opened = claimed("c");
        jobs.opened(opened.id(), identity("P", "1"));

        jobs.abandoned(claiming.id());
        jobs.abandoned(claimed.id());
        jobs.abandoned(opened.id());

        assertThat(jobs.unfinished()).extracting(Job::id).containsExactly(opened.id());
    }

    private void expire() {
        store.write(handle -> handle.execute("update job set lease_until = current_timestamp - interval '1' second"));
    }

    private Job claimed(String source) {
        Job job = jobs.begin(Path.of(source));
        jobs.claimed(job.id(), Path.of("place"));
        return job;
    }

    private void published(String product, String sha256) {
        Job job = claimed(product);
        jobs.opened(job.id(), identity(product, sha256));
        jobs.measured(job.id());
        jobs.published(job.id(), publication(List.of()));
        jobs.notified(job.id(), List.of());
        jobs.done(job.id());
    }

    private static Publication publication(List<SeriesPoint> series) {
        return new Publication("OK", Path.of("reports/2026/11/P"), series, Optional.empty());
    }

    static Mail mail(String id) {
        return new Mail(id, "a@example.org", "[penumbra] S2A", Path.of("outbox/1.eml"));
    }

    static ProductIdentity identity(String product, String sha256) {
        return new ProductIdentity(product, sha256, "S2A", AcquisitionType.NIGHT_OCEAN, START);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> answers = new java.util.ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
