package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penumbra.camel.Operator.done;
import static org.penumbra.camel.Operator.failed;
import static org.penumbra.camel.Operator.id;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.delivery.Trees;
import org.penumbra.history.History;
import org.penumbra.history.InstrumentEvent;
import org.penumbra.history.Job;
import org.penumbra.history.JobSettings;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.history.SqlJobs;
import org.penumbra.history.Store;
import org.penumbra.settings.Settings;

/** What operators ask for by files, through the routes of the service. */
class RequestsTest {
    private static final String DONE = "is done";
    @TempDir
    Path temporary;
    @AutoClose
    private final Said said = new Said();
    @AutoClose
    private Home home;
    private Operator operator;

    @BeforeEach
    void home() throws IOException {
        home = new Home(temporary);
        operator = new Operator(home, said);
    }

    private Object measurement() throws IOException {
        List<Path> files = Home.found(home.rooms().archive().resolve("measurements"), "B01-D04.parquet");
        assertThat(files).hasSize(1);
        return Files.readAttributes(files.get(0), "unix:ino").get("ino");
    }

    private void oneProduct() throws Exception {
        home.drop(Home.product(0));
        home.start();
        said.await(DONE, 1);
    }

    private void revisionTwoStandsBesideRevisionOne() throws Exception {
        assertThat(home.reports()).hasSize(2).anyMatch(report -> report.toString().endsWith(".r2"));
        assertThat(Home.found(home.rooms().archive().resolve("deliveries"), "*.SAFE")).hasSize(1);
        assertThat(Home.names(home.rooms().work())).isEmpty();
        home.stop();
        assertThat(home.history()).extracting(ProcessedProduct::revision).containsExactly(1, 2);
        assertThat(home.history().get(1).identity()).isEqualTo(home.history().get(0).identity());
    }

    @Test
    void a_reprocess_makes_revision_2_from_the_measurements_in_the_archive() throws Exception {
        oneProduct();
        Object measured = measurement();
        operator.ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
        done(operator.answer("again.yaml"));
        said.await(DONE, 2);
        // the same file, linked, and not another one of the same content
        assertThat(measurement()).isEqualTo(measured);
        revisionTwoStandsBesideRevisionOne();
        assertThat(home.mails()).filteredOn(mail -> mail.getFileName().toString().contains(".r2.")).hasSize(1);
    }

    @Test
    void a_reprocess_from_measurements_names_the_calibration_files_that_they_were_made_with() throws Exception {
        oneProduct();
        operator.ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
        done(operator.answer("again.yaml"));
        said.await(DONE, 2);
        List<Set<String>> used = new ArrayList<>();
        for (Path report : home.reports()) {
            Set<String> types = new TreeSet<>();
            new ObjectMapper().readTree(report.resolve("report.json").toFile()).at("/provenance/calibration")
                    .forEach(file -> types.add(file.path("type").asText()));
            used.add(types);
        }
        assertThat(used).hasSize(2);
        assertThat(used.get(1)).isEqualTo(used.get(0)).contains("BLINDP", "R2EQOG");
    }

    @Test
    void a_reprocess_with_images_measures_them_again() throws Exception {
        oneProduct();
        Object measured = measurement();
        operator.ask("again.yaml", "request: reprocess\nproduct: " + id(0) + "\nimages: true\n");
        done(operator.answer("again.yaml"));
        said.await(DONE, 2);
        assertThat(measurement()).isNotEqualTo(measured);
        revisionTwoStandsBesideRevisionOne();
    }

    @Test
    void a_product_that_was_reprocessed_is_a_duplicate_when_it_is_dropped_again() throws Exception {
        oneProduct();
        operator.ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
        said.await(DONE, 2);
        home.drop(Home.product(0));
        said.await("is a duplicate", 1);
        assertThat(home.reports()).hasSize(2);
    }

    @Test
    void a_reprocess_of_a_product_that_was_never_published_is_refused_as_REQUEST_103() throws Exception {
        home.start();
        operator.ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
        failed(operator.answer("again.yaml"), "REQUEST-103");
        operator.ask("out.yaml", "{request: reprocess, product: ../../../etc/passwd}");
        failed(operator.answer("out.yaml"), "REQUEST-103");
    }

    @Test
    void the_images_of_a_delivery_that_has_been_kept_long_enough_are_refused_as_REQUEST_104_until_it_is_dropped_again() throws Exception {
        oneProduct();
        Trees.delete(home.rooms().archive().resolve("deliveries"));
        operator.ask("early.yaml", "{request: reprocess, product: " + id(0) + ", images: true}");
        failed(operator.answer("early.yaml"), "REQUEST-104");
        home.drop(Home.product(0));
        said.await("is a duplicate", 1);
        operator.ask("late.yaml", "{request: reprocess, product: " + id(0) + ", images: true}");
        done(operator.answer("late.yaml"));
        said.await(DONE, 2);
        assertThat(home.reports()).hasSize(2);
    }

    @Test
    void a_reprocess_of_a_product_that_is_being_reprocessed_is_refused_as_REQUEST_107() throws Exception {
        oneProduct();
        home.stop();
        operator.ask("one.yaml", "{request: reprocess, product: " + id(0) + "}");
        operator.ask("two.yaml", "{request: reprocess, product: " + id(0) + ", images: true}");
        List<String> jobs = operator.answered("one.yaml", "two.yaml");
        assertThat(jobs).hasSize(1);
        done(operator.answer("one.yaml"));
        JsonNode two = operator.answer("two.yaml");
        failed(two, "REQUEST-107");
        assertThat(two.path("message").asText()).contains(jobs.get(0));
        home.start();
        said.await(DONE, 2);
        revisionTwoStandsBesideRevisionOne();
        assertThat(Home.names(home.rooms().quarantine())).isEmpty();
    }

    @Test
    void a_delivery_that_is_being_reprocessed_stays_however_long_it_has_been_kept() throws Exception {
        oneProduct();
        home.stop();
        operator.ask("one.yaml", "{request: reprocess, product: " + id(0) + ", images: true}");
        operator.answered("one.yaml");
        home.config("application.properties", "penumbra.tidy = 10");
        home.start(Clock.offset(Clock.systemUTC(), Duration.ofDays(91)));
        said.await(DONE, 2);
        assertThat(home.reports()).hasSize(2);
        assertThat(Home.names(home.rooms().quarantine())).isEmpty();
    }

    @Test
    void a_reprocess_with_images_that_is_refused_leaves_the_revision_before_and_can_be_asked_for_again() throws Exception {
        oneProduct();
        Path calibration = home.rooms().calibration();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(calibration, elsewhere);
        operator.ask("early.yaml", "{request: reprocess, product: " + id(0) + ", images: true}");
        done(operator.answer("early.yaml"));
        said.await("refused: CALIBRATION-101", 1);
        assertThat(Home.found(home.rooms().quarantine(), "*.SAFE")).hasSize(1);
        assertThat(Home.names(home.rooms().work())).isEmpty();
        Files.move(elsewhere, calibration);
        operator.ask("back.yaml", "{request: replay, quarantine: all}");
        // what it holds is known
        said.await("is a duplicate", 1);
        operator.ask("late.yaml", "{request: reprocess, product: " + id(0) + ", images: true}");
        said.await(DONE, 2);
        revisionTwoStandsBesideRevisionOne();
    }

    @Test
    void a_replay_of_one_reason_sends_those_deliveries_through_again() throws Exception {
        Path calibration = home.rooms().calibration();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(calibration, elsewhere);
        home.drop(Home.product(0));
        home.dropBroken(Home.product(1));
        home.start();
        said.await("refused: ", 2);
        Files.delete(calibration);
        Files.move(elsewhere, calibration);
        operator.ask("other.yaml", "{request: replay, quarantine: all, code: DELIVERY-104}");
        failed(operator.answer("other.yaml"), "REQUEST-105");
        operator.ask("mended.yaml", "{request: replay, quarantine: all, code: CALIBRATION-101}");
        JsonNode answer = operator.answer("mended.yaml");
        done(answer);
        assertThat(answer.path("results")).hasSize(1);
        said.await(DONE, 1);
        assertThat(home.reports()).hasSize(1);
        assertThat(Home.found(home.rooms().quarantine(), "*.SAFE")).hasSize(1);
    }

    @Test
    void a_replay_of_one_job_sends_only_that_through_again() throws Exception {
        home.dropBroken(Home.product(0));
        home.dropBroken(Home.product(1));
        home.start();
        said.await("refused: ", 2);
        List<String> jobs = Home.names(home.rooms().quarantine());
        operator.ask("one.yaml", "{request: replay, quarantine: " + jobs.get(0) + "}");
        done(operator.answer("one.yaml"));
        said.await("refused: ", 3);
        assertThat(Home.names(home.rooms().quarantine())).hasSize(2).contains(jobs.get(1)).doesNotContain(jobs.get(0));
        operator.ask("out.yaml", "{request: replay, quarantine: ../drop}");
        failed(operator.answer("out.yaml"), "REQUEST-105");
    }

    @Test
    void an_event_is_recorded_with_who_asked_for_it() throws Exception {
        home.start();
        operator.ask("hot.yaml", "{request: event, unit: S2A, type: decontamination, start: 2026-05-02T00:00:00Z, end: 2026-05-03T12:00:00Z,"
                + " bands: [B10, B11, B12]}");
        done(operator.answer("hot.yaml"));
        operator.ask("unit.yaml", "{request: event, unit: S2Q, type: decontamination, start: 2026-05-02T00:00:00Z, end: 2026-05-03T12:00:00Z}");
        failed(operator.answer("unit.yaml"), "REQUEST-101");
        operator.ask("band.yaml", "{request: event, unit: S2B, type: decontamination, start: 2026-05-02T00:00:00Z, end: 2026-05-03T12:00:00Z,"
                + " bands: [B13]}");
        failed(operator.answer("band.yaml"), "REQUEST-101");
        home.stop();
        try (Store store = Service.openStore(home.rooms())) {
            assertThat(new History(store).events("S2A")).containsExactly(new InstrumentEvent("S2A", "decontamination",
                    Instant.parse("2026-05-02T00:00:00Z"), Instant.parse("2026-05-03T12:00:00Z"), "B10 B11 B12", "request hot.yaml"));
            assertThat(new History(store).events("S2B")).isEmpty();
        }
    }

    @Test
    void a_digest_lists_the_reports_of_its_month_and_leads_to_them() throws Exception {
        oneProduct();
        YearMonth month = YearMonth.now(ZoneOffset.UTC);
        operator.ask("month.yaml", "{request: digest, period: " + month + ", unit: S2A}");
        JsonNode answer = operator.answer("month.yaml");
        done(answer);
        Path page = Path.of(answer.path("results").path(0).asText());
        assertThat(page).isEqualTo(home.rooms().reports().resolve("digests").resolve(month + "-S2A.html"));
        String link = home.rooms().reports().resolve("digests").relativize(home.reports().get(0)) + "/report.html";
        assertThat(Files.readString(page)).contains("href=\"" + link + "\"").contains(id(0));
        operator.ask("other.yaml", "{request: digest, period: 2020-01}");
        done(operator.answer("other.yaml"));
        assertThat(Files.readString(home.rooms().reports().resolve("digests/2020-01.html")))
                .doesNotContain("href").contains("No report was published.");
    }

    @Test
    void a_malformed_request_is_answered_with_line_and_reason_and_the_operator_is_told() throws Exception {
        home.start();
        operator.ask("wrong.yaml", "request: reprocess\nproduct: P\nimage: true\n");
        JsonNode answer = operator.answer("wrong.yaml");
        failed(answer, "REQUEST-101");
        assertThat(answer.path("message").asText()).contains("line 3").contains("'image'");
        operator.ask("empty.yaml", "");
        failed(operator.answer("empty.yaml"), "REQUEST-101");
        said.await("mail '[penumbra] request wrong.yaml: FAILED'", 1);
        said.await("mail '[penumbra] request empty.yaml: FAILED'", 1);
        assertThat(home.mails()).hasSize(2).allSatisfy(mail -> assertThat(mail).content().contains("To: ops@localhost"));
    }

    @Test
    void a_link_is_no_request_and_is_not_followed() throws Exception {
        Path secret = Files.writeString(temporary.resolve("secret.txt"), "request: swordfish");
        Files.createDirectories(home.rooms().requests());
        Files.createSymbolicLink(home.rooms().requests().resolve("link.yaml"), secret);
        home.start();
        JsonNode answer = operator.answer("link.yaml");
        failed(answer, "REQUEST-101");
        assertThat(answer.toString()).doesNotContain("swordfish");
        assertThat(secret).hasContent("request: swordfish");
    }

    @Tag("faults")
    @Test
    void a_kill_between_the_answer_and_its_job_leaves_one_revision() throws Exception {
        home.drop(Home.product(0));
        ServiceKilledTest.run(home, "never", "is done");
        operator.ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
        assertThat(ServiceKilledTest.run(home, "before:take", "killed before:take")).contains("killed before:take");
        ServiceKilledTest.run(home, "never", "is done");
        assertThat(Home.found(home.rooms().archive().resolve("requests"), "again.yaml.done.json")).hasSize(1);
        home.start();
        revisionTwoStandsBesideRevisionOne();
    }

    @Test
    void of_two_nodes_that_find_a_request_one_answers() throws Exception {
        List<String> names = IntStream.rangeClosed(1, 9).mapToObj("event%d.yaml"::formatted).toList();
        for (String name : names) {
            operator.ask(name, "{request: event, unit: S2A, type: safe mode, start: 2026-05-0%1$cT00:00:00Z, end: 2026-05-0%1$cT01:00:00Z}"
                    .formatted(name.charAt(5)));
        }
        Files.createDirectories(home.rooms().work());
        try (Store store = Service.openStore(home.rooms()); MeasurementFiles files = new MeasurementFiles(home.rooms().work())) {
            List<Requests> nodes = Stream.of("one", "two").map(node -> operator.requests(node, store, files)).toList();
            nodes.parallelStream().forEach(node -> names.forEach(name -> answer(node, name)));
            assertThat(Home.found(home.rooms().archive().resolve("requests"), "*.done.json")).hasSize(names.size());
            assertThat(new History(store).events("S2A")).hasSize(names.size());
        }
        assertThat(home.mailsWaiting()).hasSize(names.size());
        assertThat(Home.found(home.rooms().requests(), "*.yaml*")).isEmpty();
    }

    private static void answer(Requests node, String name) {
        try {
            node.answer(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_request_that_a_killed_service_had_taken_is_answered_once_at_the_next_start() throws Exception {
        oneProduct();
        home.stop();
        String job = Job.newId();
        String name = operator.node();
        // as it was left: taken, its job made and not answered
        Path folder = Files.createDirectories(home.rooms().requests().resolve(Claim.FOLDER).resolve(name).resolve(job));
        Files.writeString(folder.resolve("again.yaml"), "{request: reprocess, product: " + id(0) + "}");
        Path entry = Home.found(home.rooms().archive().resolve("measurements"), "acquisition=*").get(0);
        try (Store store = Service.openStore(home.rooms())) {
            new SqlJobs(store, name, Settings.defaults(JobSettings.class))
                    .again(job, id(0), home.rooms().drop().resolve(id(0)), entry);
        }
        home.start();
        done(operator.answer("again.yaml"));
        said.await(DONE, 2);
        revisionTwoStandsBesideRevisionOne();
    }
}
