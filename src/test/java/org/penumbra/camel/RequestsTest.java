package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

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

    @BeforeEach
    void home() throws IOException {
        home = new Home(temporary);
    }

    private void ask(String name, String text) throws IOException {
        Files.createDirectories(home.rooms().requests());
        Path beside = Files.writeString(home.rooms().requests().resolve("." + name), text);
        Files.move(beside, home.rooms().requests().resolve(name));
    }

    /** The answer to the request of that name, when it is there. */
    private JsonNode answer(String name) throws Exception {
        said.await("request " + name + " ", 1);
        List<Path> answers = Home.found(home.rooms().archive().resolve("requests"), name + ".*.json");
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).resolveSibling(name)).exists();
        assertThat(Home.found(home.rooms().requests(), "*.yaml*")).isEmpty();
        return new ObjectMapper().readTree(answers.get(0).toFile());
    }

    private static void done(JsonNode answer) {
        assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("DONE");
    }

    private static void failed(JsonNode answer, String code) {
        assertThat(answer.path("status").asText()).isEqualTo("FAILED");
        assertThat(answer.path("code").asText()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.path("message").asText()).endsWith(".").doesNotContain("Exception");
        assertThat(answer.path("action").asText()).endsWith(".");
    }

    private static String id(int product) {
        return Home.product(product).getFileName().toString().replace(".SAFE", "");
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
        ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
        done(answer("again.yaml"));
        said.await(DONE, 2);
        // the same file, linked, and not another one of the same content
        assertThat(measurement()).isEqualTo(measured);
        revisionTwoStandsBesideRevisionOne();
        assertThat(home.mails()).filteredOn(mail -> mail.getFileName().toString().contains(".r2.")).hasSize(1);
    }

    @Test
    void a_reprocess_from_measurements_names_the_calibration_files_that_they_were_made_with() throws Exception {
        oneProduct();
        ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
        done(answer("again.yaml"));
        said.await(DONE, 2);
        List<Set<String>> used = new ArrayList<>();
        for (Path report : home.reports()) {
            Set<String> types = new TreeSet<>();
            new ObjectMapper().readTree(report.resolve("report.json").toFile()).at("/provenance/calibration").forEach(file -> types.add(file.path("type").asText()));
            used.add(types);
        }
        assertThat(used).hasSize(2);
        assertThat(used.get(1)).isEqualTo(used.get(0)).contains("BLINDP", "R2EQOG");
    }

    @Test
    void a_reprocess_with_images_measures_them_again() throws Exception {
        oneProduct();
        Object measured = measurement();
        ask("again.yaml", "request: reprocess\nproduct: " + id(0) + "\nimages: true\n");
        done(answer("again.yaml"));
        said.await(DONE, 2);
        assertThat(measurement()).isNotEqualTo(measured);
        revisionTwoStandsBesideRevisionOne();
    }

    @Test
    void a_product_that_was_reprocessed_is_a_duplicate_when_it_is_dropped_again() throws Exception {
        oneProduct();
        ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
        said.await(DONE, 2);
        home.drop(Home.product(0));
        said.await("is a duplicate", 1);
        assertThat(home.reports()).hasSize(2);
    }

    @Test
    void a_reprocess_of_a_product_that_was_never_published_is_refused_as_REQUEST_103() throws Exception {
        home.start();
        ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
        failed(answer("again.yaml"), "REQUEST-103");
        ask("out.yaml", "{request: reprocess, product: ../../../etc/passwd}");
        failed(answer("out.yaml"), "REQUEST-103");
    }

    @Test
    void a_delivery_that_has_been_kept_long_enough_is_refused_as_REQUEST_104_until_it_is_dropped_again() throws Exception {
        oneProduct();
        Trees.delete(home.rooms().archive().resolve("deliveries"));
        ask("early.yaml", "{request: reprocess, product: " + id(0) + "}");
        failed(answer("early.yaml"), "REQUEST-104");
        home.drop(Home.product(0));
        said.await("is a duplicate", 1);
        ask("late.yaml", "{request: reprocess, product: " + id(0) + "}");
        done(answer("late.yaml"));
        said.await(DONE, 2);
        assertThat(home.reports()).hasSize(2);
    }

    @Test
    void a_reprocess_of_a_product_that_is_being_reprocessed_is_refused_as_REQUEST_107() throws Exception {
        oneProduct();
        home.stop();
        ask("one.yaml", "{request: reprocess, product: " + id(0) + "}");
        ask("two.yaml", "{request: reprocess, product: " + id(0) + ", images: true}");
        List<String> jobs;
        try (Store store = Service.openStore(home.rooms()); MeasurementFiles files = new MeasurementFiles(home.rooms().work())) {
            Requests node = requests(nodeName(), store, files);
            jobs = node.answer("one.yaml");
            assertThat(node.answer("two.yaml")).isEmpty();
        }
        done(answer("one.yaml"));
        JsonNode two = answer("two.yaml");
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
        ask("one.yaml", "{request: reprocess, product: " + id(0) + ", images: true}");
        try (Store store = Service.openStore(home.rooms()); MeasurementFiles files = new MeasurementFiles(home.rooms().work())) {
            requests(nodeName(), store, files).answer("one.yaml");
        }
        home.config("application.properties", "penumbra.tidy = 10");
        home.start(Clock.offset(Clock.systemUTC(), Duration.ofDays(91)));
        said.await(DONE, 2);
        assertThat(home.reports()).hasSize(2);
        assertThat(Home.names(home.rooms().quarantine())).isEmpty();
    }

    @Test
    void a_reprocess_that_is_refused_leaves_the_revision_before_and_can_be_asked_for_again() throws Exception {
        oneProduct();
        Path calibration = home.rooms().calibration();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(calibration, elsewhere);
        ask("early.yaml", "{request: reprocess, product: " + id(0) + "}");
        done(answer("early.yaml"));
        said.await("refused: CALIBRATION-101", 1);
        assertThat(Home.found(home.rooms().quarantine(), "*.SAFE")).hasSize(1);
        assertThat(Home.names(home.rooms().work())).isEmpty();
        Files.move(elsewhere, calibration);
        ask("back.yaml", "{request: replay, quarantine: all}");
        // what it holds is known
        said.await("is a duplicate", 1);
        ask("late.yaml", "{request: reprocess, product: " + id(0) + "}");
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
        ask("other.yaml", "{request: replay, quarantine: all, code: DELIVERY-104}");
        failed(answer("other.yaml"), "REQUEST-105");
        ask("mended.yaml", "{request: replay, quarantine: all, code: CALIBRATION-101}");
        JsonNode answer = answer("mended.yaml");
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
        ask("one.yaml", "{request: replay, quarantine: " + jobs.get(0) + "}");
        done(answer("one.yaml"));
        said.await("refused: ", 3);
        assertThat(Home.names(home.rooms().quarantine())).hasSize(2).contains(jobs.get(1)).doesNotContain(jobs.get(0));
        ask("out.yaml", "{request: replay, quarantine: ../drop}");
        failed(answer("out.yaml"), "REQUEST-105");
    }

    @Test
    void an_event_is_recorded_with_who_asked_for_it() throws Exception {
        home.start();
        ask("hot.yaml", "{request: event, unit: S2A, type: decontamination, start: 2026-05-02T00:00:00Z, end: 2026-05-03T12:00:00Z, bands: [B10, B11, B12]}");
        done(answer("hot.yaml"));
        ask("unit.yaml", "{request: event, unit: S2Q, type: decontamination, start: 2026-05-02T00:00:00Z, end: 2026-05-03T12:00:00Z}");
        failed(answer("unit.yaml"), "REQUEST-101");
        ask("band.yaml", "{request: event, unit: S2B, type: decontamination, start: 2026-05-02T00:00:00Z, end: 2026-05-03T12:00:00Z, bands: [B13]}");
        failed(answer("band.yaml"), "REQUEST-101");
        home.stop();
        try (Store store = Service.openStore(home.rooms())) {
            assertThat(new History(store).events("S2A")).containsExactly(new InstrumentEvent("S2A", "decontamination", Instant.parse("2026-05-02T00:00:00Z"),
                    Instant.parse("2026-05-03T12:00:00Z"), "B10 B11 B12", "request hot.yaml"));
            assertThat(new History(store).events("S2B")).isEmpty();
        }
    }

    @Test
    void a_digest_lists_the_reports_of_its_month_and_leads_to_them() throws Exception {
        oneProduct();
        YearMonth month = YearMonth.now(ZoneOffset.UTC);
        ask("month.yaml", "{request: digest, period: " + month + ", unit: S2A}");
        JsonNode answer = answer("month.yaml");
        done(answer);
        Path page = Path.of(answer.path("results").path(0).asText());
        assertThat(page).isEqualTo(home.rooms().reports().resolve("digests").resolve(month + "-S2A.html"));
        String link = home.rooms().reports().resolve("digests").relativize(home.reports().get(0)) + "/report.html";
        assertThat(Files.readString(page)).contains("href=\"" + link + "\"").contains(id(0));
        ask("other.yaml", "{request: digest, period: 2020-01}");
        done(answer("other.yaml"));
        assertThat(Files.readString(home.rooms().reports().resolve("digests/2020-01.html"))).doesNotContain("href").contains("No report was published.");
    }

    @Test
    void a_malformed_request_is_answered_with_line_and_reason_and_the_operator_is_told() throws Exception {
        home.start();
        ask("wrong.yaml", "request: reprocess\nproduct: P\nimage: true\n");
        JsonNode answer = answer("wrong.yaml");
        failed(answer, "REQUEST-101");
        assertThat(answer.path("message").asText()).contains("line 3").contains("'image'");
        ask("empty.yaml", "");
        failed(answer("empty.yaml"), "REQUEST-101");
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
        JsonNode answer = answer("link.yaml");
        failed(answer, "REQUEST-101");
        assertThat(answer.toString()).doesNotContain("swordfish");
        assertThat(secret).hasContent("request: swordfish");
    }

    @Tag("faults")
    @Test
    void a_kill_between_the_answer_and_its_job_leaves_one_revision() throws Exception {
        home.drop(Home.product(0));
        ServiceKilledTest.run(home, "never", "is done");
        ask("again.yaml", "{request: reprocess, product: " + id(0) + "}");
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
            ask(name, "{request: event, unit: S2A, type: safe mode, start: 2026-05-0%1$cT00:00:00Z, end: 2026-05-0%1$cT01:00:00Z}".formatted(name.charAt(5)));
        }
        Files.createDirectories(home.rooms().work());
        try (Store store = Service.openStore(home.rooms()); MeasurementFiles files = new MeasurementFiles(home.rooms().work())) {
            List<Requests> nodes = Stream.of("one", "two").map(node -> requests(node, store, files)).toList();
            nodes.parallelStream().forEach(node -> names.forEach(name -> answer(node, name)));
            assertThat(Home.found(home.rooms().archive().resolve("requests"), "*.done.json")).hasSize(names.size());
            assertThat(new History(store).events("S2A")).hasSize(names.size());
        }
        assertThat(home.mailsWaiting()).hasSize(names.size());
        assertThat(Home.found(home.rooms().requests(), "*.yaml*")).isEmpty();
    }

    private Requests requests(String node, Store store, MeasurementFiles files) {
        Rooms rooms = home.rooms();
        Clock clock = Clock.systemUTC();
        History history = new History(store);
        SqlJobs jobs = new SqlJobs(store, node, Settings.defaults(JobSettings.class));
        Mailing mailing = new Mailing(history, Subscriptions.read(rooms.configuration()), rooms.outbox(), 0, clock);
        Fulfilment fulfilment = new Fulfilment(rooms, jobs, new JobsInHand(), history, new DeliveryArchive(rooms), new MeasurementArchive(rooms.archive(), files),
                new Quarantine(jobs, rooms, clock), new Digests(history, mailing, rooms, clock));
        return new Requests(rooms, node, fulfilment, mailing, store, clock);
    }

    private String nodeName() throws IOException {
        try (Node node = Node.take(home.rooms().database())) {
            return node.name();
        }
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
        String name = nodeName();
        // as it was left: taken, its job made and not answered
        Path folder = Files.createDirectories(home.rooms().requests().resolve(Claim.FOLDER).resolve(name).resolve(job));
        Files.writeString(folder.resolve("again.yaml"), "{request: reprocess, product: " + id(0) + "}");
        Path delivery = Home.found(home.rooms().archive().resolve("deliveries"), "*.SAFE").get(0);
        try (Store store = Service.openStore(home.rooms())) {
            new SqlJobs(store, name, Settings.defaults(JobSettings.class))
                    .again(job, home.rooms().drop().resolve(delivery.getFileName()), delivery);
        }
        home.start();
        done(answer("again.yaml"));
        said.await(DONE, 2);
        revisionTwoStandsBesideRevisionOne();
    }
}
