package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.settings.Settings;

/** What the store keeps, the same on H2 and on PostgreSQL (DESIGN 5). */
@ParameterizedClass
@EnumSource(Database.class)
class StoreTest {
    private static final JobSettings SETTINGS = Settings.defaults(JobSettings.class);
    private static final Instant START = Instant.parse("2026-11-20T01:02:03.456Z");
    private static final int COMMITS = 100;
    private static final Mail MAIL = SqlJobsTest.mail("<1@penumbra>");

    @Parameter
    Database database;
    @TempDir
    Path directory;
    private String url;
    private Store store;

    @BeforeEach
    void open() {
        url = database.fresh(directory);
        store = Store.open(url, Database.USER, Database.PASSWORD);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void rows_committed_by_another_process_beside_this_one_survive_its_kill() throws IOException {
        List<String> committed = commitUntilKilled();

        assertThat(new SqlJobs(store, "here", SETTINGS).unfinished()).extracting(Job::id).containsAll(committed);
    }

    @Test
    void rows_committed_by_a_process_that_had_the_store_for_itself_survive_its_kill() throws IOException {
        store.close();
        List<String> committed = commitUntilKilled();
        store = Store.open(url, Database.USER, Database.PASSWORD);

        assertThat(new SqlJobs(store, "here", SETTINGS).unfinished()).extracting(Job::id).containsAll(committed);
    }

    private List<String> commitUntilKilled() throws IOException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), CommitsUntilKilled.class.getName(), url)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> committed = new ArrayList<>();
        try (BufferedReader lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(CommitsUntilKilled.COMMITTED)) {
                    committed.add(line.substring(CommitsUntilKilled.COMMITTED.length()));
                }
                if (committed.size() == COMMITS) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(committed).hasSizeGreaterThanOrEqualTo(COMMITS);
        // a line that the kill cut off tells of a commit, but not of which
        return committed.subList(0, COMMITS);
    }

    @Test
    void a_store_opened_again_has_its_rows() {
        Job job = new SqlJobs(store, "here", SETTINGS).begin(Path.of("P.SAFE"));
        store.close();
        store = Store.open(url, Database.USER, Database.PASSWORD);

        store.now();
        assertThat(new SqlJobs(store, "here", SETTINGS).find(job.id())).contains(job);
    }

    @Test
    void a_store_that_does_not_answer_says_so_in_a_sentence_without_its_password() {
        store.close();
        assertThatThrownBy(store::now)
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.code().code()).isEqualTo("HISTORY-108"))
                .message().startsWith("The store jdbc:").endsWith(".").doesNotContain("Exception").doesNotContain("?").doesNotContain(";");
    }

    @Test
    void a_series_comes_back_in_order_of_time_bit_for_bit() {
        SeriesPoint later = new SeriesPoint("S2A", "absolute-gain/B04/gain", START.plusSeconds(1), "import", 0.1 + 0.2);
        SeriesPoint earlier = new SeriesPoint("S2A", "absolute-gain/B04/gain", START, "import", Math.nextUp(6.3));

        History history = new History(store);
        history.add("import", List.of(later, earlier));

        assertThat(history.series("S2A", "absolute-gain/B04/gain")).containsExactly(earlier, later);
        assertThat(history.series("S2B", "absolute-gain/B04/gain")).isEmpty();
    }

    @Test
    void points_given_again_by_their_source_replace_those_before() {
        History history = new History(store);
        history.add("import", List.of(new SeriesPoint("S2A", "x", START, "import", 1)));
        SeriesPoint corrected = new SeriesPoint("S2A", "x", START.plusSeconds(60), "import", 2);
        history.add("import", List.of(corrected));

        assertThat(history.series("S2A", "x")).containsExactly(corrected);
    }

    @Test
    void points_of_a_source_are_replaced_without_a_look_at_those_of_others() throws SQLException {
        List<String> first = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, Database.USER, Database.PASSWORD);
                ResultSet columns = connection.getMetaData().getIndexInfo(null, null, "series", false, false)) {
            while (columns.next()) {
                if (columns.getInt("ORDINAL_POSITION") == 1) {
                    first.add(columns.getString("COLUMN_NAME"));
                }
            }
        }
        assertThat(first).contains("source");
    }

    @Test
    void a_published_product_is_one_history_row() {
        History history = new History(store);
        Job job = publish("P", START, Optional.empty());

        assertThat(history.products(Optional.of("S2A"), START)).singleElement().satisfies(product -> {
            assertThat(product.productId()).isEqualTo("P");
            assertThat(product.job()).isEqualTo(job.id());
            assertThat(product.type()).isEqualTo(AcquisitionType.NIGHT_OCEAN);
            assertThat(product.sensingStart()).isEqualTo(START);
            assertThat(product.verdict()).isEqualTo("WARNING");
            assertThat(product.report()).isEqualTo(Path.of("reports/P"));
        });
        assertThat(history.products(Optional.of("S2B"), START)).isEmpty();
        assertThat(history.products(Optional.empty(), START.plusSeconds(1))).isEmpty();
        assertThat(history.lastAcquisition("S2A", AcquisitionType.NIGHT_OCEAN)).contains(START);
        assertThat(history.lastAcquisition("S2A", AcquisitionType.SUN_DIFFUSER)).isEmpty();
        assertThat(history.last()).hasSize(1);
    }

    @Test
    void an_unusable_product_is_not_the_acquisition_that_was_expected() {
        publish("P", START, Optional.empty());
        publish("Q", "S2A", START.plusSeconds(1), Optional.empty(), "UNUSABLE");
        assertThat(new History(store).lastAcquisition("S2A", AcquisitionType.NIGHT_OCEAN)).contains(START);
    }

    @Test
    void a_product_that_is_not_published_is_no_history() {
        SqlJobs jobs = new SqlJobs(store, "here", SETTINGS);
        Job job = jobs.begin(Path.of("P.SAFE"));
        jobs.claimed(job.id(), Path.of("place"));
        jobs.opened(job.id(), SqlJobsTest.identity("P", "1".repeat(64)));

        assertThat(new History(store).products(Optional.empty(), Instant.EPOCH)).isEmpty();
        assertThat(new History(store).last()).isEmpty();
    }

    @Test
    void the_last_products_of_units_and_types_are_found_among_thousands_before_a_health_check_gives_up() {
        store.write(handle -> handle.execute("insert into product"
                + " (product_id, revision, identity, again, job, unit, type, sensing_start, verdict, report, published)"
                + " select 'P' || i, 1, '1', '', 'J' || i, 'S2A', 'sun-diffuser', published, 'OK', 'reports', published from (select i,"
                + " timestamp with time zone '2016-01-01 00:00:00Z' + i * interval '1' minute as published"
                + " from generate_series(1, 8000) as g(i)) as past"));
        publish("P", START, Optional.empty());
        publish("Q", "S2B", START, Optional.empty());

        List<ProcessedProduct> last = assertTimeout(Duration.ofSeconds(5), () -> new History(store).last());

        assertThat(last).extracting(ProcessedProduct::productId).containsExactly("P", "P8000", "Q");
    }

    @Test
    void lives_of_pixels_are_those_of_the_last_publication_of_their_unit_that_speaks_of_pixels() {
        History history = new History(store);
        PixelLife candidate = new PixelLife("S2A", "B11", 3, 1200, 0, "TELEGRAPH", START, "CANDIDATE", null, "{}");
        PixelLife released = new PixelLife("S2A", "B11", 3, 1200, 0, "TELEGRAPH",
                START.minusSeconds(3600), "RELEASED", START.plusSeconds(3600), "{\"gap\":3.5}");
        publish("P", START, Optional.of(List.of(candidate)));
        assertThat(history.lives("S2A", Optional.of("B11"), Instant.EPOCH)).containsExactly(candidate);

        // a late acquisition had seen it earlier
        publish("Q", START.minusSeconds(3600), Optional.of(List.of(released)));
        publish("R", START.plusSeconds(7200), Optional.empty());

        assertThat(history.lives("S2A", Optional.empty(), START)).containsExactly(released);
        assertThat(history.lives("S2A", Optional.empty(), START.plusSeconds(7200))).isEmpty();
        assertThat(history.lives("S2A", Optional.of("B12"), START)).isEmpty();
    }

    @Test
    void lives_of_pixels_of_another_unit_stay() {
        PixelLife other = new PixelLife("S2B", "B11", 3, 1200, 0, "TELEGRAPH", START, "CANDIDATE", null, "{}");
        publish("P", "S2B", START, Optional.of(List.of(other)));
        publish("Q", START, Optional.of(List.of()));

        assertThat(new History(store).lives("S2B", Optional.empty(), START)).containsExactly(other);
    }

    @Test
    void an_event_reported_again_is_corrected() {
        History history = new History(store);
        history.add(new InstrumentEvent("S2A", "decontamination", START, START.plusSeconds(60), "", "request 1"));
        InstrumentEvent corrected = new InstrumentEvent("S2A", "decontamination", START, START.plusSeconds(3600), "B10 B11", "request 2");
        history.add(corrected);

        assertThat(history.events("S2A")).containsExactly(corrected);
        assertThat(corrected.bandNames()).containsExactly("B10", "B11");
    }

    @Test
    void a_digest_is_recorded_once_for_its_period_with_its_mails() {
        History history = new History(store);

        assertThat(history.done("digest", "S2A", "2026-10", List.of(MAIL))).isTrue();
        assertThat(history.done("digest", "S2A", "2026-10", List.of(SqlJobsTest.mail("<2@penumbra>")))).isFalse();

        assertThat(history.done("digest", "S2A")).containsExactly("2026-10");
        assertThat(history.done("digest", "S2B")).isEmpty();
        assertThat(new Outbox(store, SETTINGS).waiting()).extracting(Outbox.Entry::mail).containsExactly(MAIL);
    }

    @Test
    void what_is_due_in_one_period_is_due_in_the_next_again() {
        History history = new History(store);
        history.done("expected-night-ocean", "S2A", "2026-01-19", List.of());

        assertThat(history.isDone("expected-night-ocean", "S2A", "2026-01-19")).isTrue();
        assertThat(history.isDone("expected-night-ocean", "S2A", "2026-02-02")).isFalse();
        assertThat(history.isDone("expected-night-ocean", "S2B", "2026-01-19")).isFalse();
    }

    @Test
    void what_was_refused_is_listed_in_the_period_of_its_refusal() {
        SqlJobs jobs = new SqlJobs(store, "here", SETTINGS);
        Job job = jobs.begin(Path.of("P.SAFE"));
        jobs.quarantined(job.id(), "DELIVERY-110", "a file is missing");
        Instant refused = jobs.find(job.id()).orElseThrow().changed();

        assertThat(new History(store).refused(refused, refused.plusSeconds(1))).extracting(Job::code).containsExactly("DELIVERY-110");
        assertThat(new History(store).refused(refused.minusSeconds(1), refused)).isEmpty();
    }

    @Test
    void published_products_are_counted_by_verdict_and_refused_deliveries_by_themselves() {
        SqlJobs jobs = new SqlJobs(store, "here", SETTINGS);
        publish("P", START, Optional.empty());
        publish("Q", START.plusSeconds(3600), Optional.empty());
        jobs.quarantined(jobs.begin(Path.of("R.SAFE")).id(), "DELIVERY-110", "a file is missing");
        Job open = jobs.begin(Path.of("S.SAFE"));
        jobs.claimed(open.id(), Path.of("place"));
        jobs.opened(open.id(), SqlJobsTest.identity("S", "1".repeat(64)));

        assertThat(new History(store).published("WARNING")).isEqualTo(2);
        assertThat(new History(store).published("OK")).isZero();
        assertThat(new History(store).refused()).isEqualTo(1);
    }

    @Test
    void a_mail_is_offered_once_and_never_again_when_it_is_sent() {
        Outbox outbox = posted();

        assertThat(outbox.next()).get().satisfies(entry -> {
            assertThat(entry.mail()).isEqualTo(MAIL);
            assertThat(entry.attempts()).isEqualTo(1);
            assertThat(entry.fateUnknown()).isFalse();
        });
        assertThat(outbox.next()).isEmpty();
        outbox.sent(MAIL.messageId());
        makeDue();

        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.waiting()).isEmpty();
    }

    @Test
    void a_mail_that_was_refused_is_tried_again_later_without_a_mark() {
        Outbox outbox = posted();
        outbox.next();
        outbox.failed(MAIL.messageId(), "connection refused");
        assertThat(outbox.next()).isEmpty();
        makeDue();

        assertThat(outbox.next()).get().extracting(Outbox.Entry::fateUnknown, Outbox.Entry::attempts, Outbox.Entry::message)
                .containsExactly(false, 2, "connection refused");
    }

    @Test
    void a_mail_that_waits_longer_than_any_wait_because_the_clock_was_set_back_is_offered() {
        Outbox outbox = posted();
        store.write(handle -> handle.execute("update mail set next_attempt = current_timestamp + interval '1' day"));

        assertThat(outbox.next()).isPresent();
    }

    @Test
    void a_mail_whose_sender_died_is_offered_again_and_marked() {
        Outbox outbox = posted();
        outbox.next();
        makeDue();

        assertThat(outbox.next()).get().extracting(Outbox.Entry::fateUnknown).isEqualTo(true);
    }

    @Test
    void a_mail_whose_answer_was_lost_is_offered_again_and_marked() {
        Outbox outbox = posted();
        outbox.next();
        outbox.unknown(MAIL.messageId(), "connection lost after the data");
        makeDue();

        assertThat(outbox.next()).get().extracting(Outbox.Entry::fateUnknown).isEqualTo(true);
    }

    private Outbox posted() {
        new History(store).done("digest", "S2A", "2026-10", List.of(MAIL));
        return new Outbox(store, SETTINGS);
    }

    private void makeDue() {
        store.write(handle -> handle.execute("update mail set next_attempt = current_timestamp"));
    }

    private Job publish(String product, Instant start, Optional<List<PixelLife>> lives) {
        return publish(product, "S2A", start, lives);
    }

    private Job publish(String product, String unit, Instant start, Optional<List<PixelLife>> lives) {
        return publish(product, unit, start, lives, "WARNING");
    }

    private Job publish(String product, String unit, Instant start, Optional<List<PixelLife>> lives, String verdict) {
        SqlJobs jobs = new SqlJobs(store, "here", SETTINGS);
        Job job = jobs.begin(Path.of(product));
        jobs.claimed(job.id(), Path.of("place"));
        jobs.opened(job.id(), new ProductIdentity(product, "1".repeat(64), unit, AcquisitionType.NIGHT_OCEAN, start));
        jobs.measured(job.id());
        jobs.published(job.id(), new Publication(verdict, Path.of("reports", product), List.of(), lives));
        return job;
    }
}
