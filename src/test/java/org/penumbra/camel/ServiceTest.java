package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.delivery.Trees;
import org.penumbra.finding.Refusal;
import org.penumbra.history.History;
import org.penumbra.history.JobRepository;
import org.penumbra.history.JobSettings;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.history.SqlJobs;
import org.penumbra.history.Store;
import org.penumbra.settings.Settings;

/** From the drop to report, history and mail, in one process. */
class ServiceTest {
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

    @Test
    void a_dropped_product_becomes_one_report_one_history_row_and_one_mail_and_its_delivery_is_archived() throws Exception {
        home.drop(Home.product(0));
        home.start();
        said.await(DONE, 1);
        said.await("mail '", 1);
        assertThat(home.reports()).hasSize(1);
        assertThat(home.reports().get(0).resolve("report.pdf")).isNotEmptyFile();
        assertThat(home.mails()).hasSize(1);
        home.stop();
        assertThat(home.history()).extracting(ProcessedProduct::report).containsExactlyElementsOf(home.reports());
        assertThat(Home.found(home.rooms().archive().resolve("deliveries"), "*.SAFE")).hasSize(1);
        assertThat(Home.names(home.rooms().work())).isEmpty();
        assertThat(Home.names(home.rooms().drop().resolve(Claim.FOLDER))).isEmpty();
    }

    @Test
    void the_life_of_a_defective_pixel_is_in_the_store() throws Exception {
        home.drop(Home.product(0));
        home.start();
        said.await(DONE, 1);
        home.stop();
        try (Store store = Service.openStore(home.rooms())) {
            assertThat(new History(store).lives("S2A", Optional.of("B11"), Instant.EPOCH)).singleElement().satisfies(life -> {
                assertThat(life.pixel()).isEqualTo(900);
                assertThat(life.defectClass()).isEqualTo("TELEGRAPH");
                assertThat(life.status()).isEqualTo("CANDIDATE");
            });
        }
    }

    @Test
    void a_port_that_another_has_is_refused_as_ROUTE_203_before_anything_is_watched() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            home.config("application.properties", "penumbra.observe.port = " + other.getLocalPort());
            assertThatThrownBy(home::start)
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("ROUTE-203"));
        }
        assertThat(home.rooms().database()).isEmptyDirectory();
    }

    @Test
    void metrics_count_published_products_by_their_verdict_and_refused_deliveries_of_every_life_of_the_service() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        home.config("application.properties", "penumbra.observe.port = " + port);
        home.drop(Home.product(0));
        home.dropBroken(Home.product(1));
        home.start();
        said.await(DONE, 1);
        said.await("refused: DELIVERY-110", 1);
        home.stop();
        home.start();
        URI metrics = URI.create("http://127.0.0.1:" + port + "/observe/metrics");
        assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines()).body())
                .contains("penumbra_products_total{verdict=\"OK\"} 1.0", "penumbra_products_total{verdict=\"ALARM\"} 0.0",
                        "penumbra_refused_total 1.0", "penumbra_processing_seconds_count 1");
    }

    @Test
    void a_security_of_mail_that_is_not_known_is_refused_as_MAIL_102_before_anything_is_watched() throws Exception {
        home.config("application.properties", "penumbra.smtp.security = ssl");
        assertThatThrownBy(home::start).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code().code()).isEqualTo("MAIL-102"));
        assertThat(home.rooms().database()).isEmptyDirectory();
    }

    @Test
    void an_error_of_Java_in_a_step_is_tried_again_as_an_exception_is_and_the_products_behind_it_go_on() throws Exception {
        AtomicBoolean thrown = new AtomicBoolean();
        home.drop(Home.product(0));
        home.drop(Home.product(1));
        home.start(Clock.systemUTC(), jobs -> (JobRepository) Proxy.newProxyInstance(JobRepository.class.getClassLoader(),
                new Class<?>[] {JobRepository.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("published") && !thrown.getAndSet(true)) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return method.invoke(jobs, arguments);
                }));
        said.await("is tried again", 1);
        said.await(DONE, 2);
        assertThat(said.count("OutOfMemoryError: Java heap space")).isEqualTo(1);
        said.await("mail '", 2);
        home.stop();
        home.requireEachOnce(2);
    }

    /** Java's Timer waits for a time of the clock: set back by an hour, it has no lease prolonged and no mail sent for that hour. */
    @Test
    void nothing_that_is_done_again_and_again_waits_for_a_time_of_the_clock() throws Exception {
        home.start();
        assertThat(home.service().camel().context().getRoutes()).extracting(route -> route.getEndpoint().getEndpointUri())
                .anyMatch(uri -> uri.startsWith("scheduler:")).noneMatch(uri -> uri.startsWith("timer:"));
    }

    @Test
    void a_route_of_one_s_own_that_serves_no_product_is_named_when_it_fails() throws Exception {
        Chain.put(home.rooms().home().resolve("routes/mine.yaml"), """
                - route:
                    id: mine
                    from:
                      uri: scheduler:mine
                      parameters: {repeatCount: 1, initialDelay: 0}
                      steps:
                        - throwException: {exceptionType: java.io.IOException, message: no such thing}
                """);
        home.start();
        said.await("route mine failed: no such thing", 1);
    }

    @Test
    void the_same_product_again_is_kept_as_a_duplicate_and_produces_nothing() throws Exception {
        home.drop(Home.product(0));
        home.start();
        said.await(DONE, 1);
        home.drop(Home.product(0), home.rooms().drop().resolve("night-ocean"));
        said.await("is a duplicate", 1);
        assertThat(Home.found(home.rooms().archive().resolve("duplicates"), "*.SAFE")).hasSize(1);
        assertThat(home.reports()).hasSize(1);
        home.stop();
        assertThat(home.history()).hasSize(1);
        assertThat(home.mails()).hasSize(1);
    }

    @Test
    void the_same_id_with_other_content_is_revision_2_and_revision_1_stays() throws Exception {
        home.drop(Home.product(0));
        home.start();
        said.await(DONE, 1);
        Path other = temporary.resolve("other").resolve(Home.product(0).getFileName());
        Trees.copy(Home.product(0), other);
        // the one file that no checksum covers
        Files.writeString(other.resolve("manifest.safe"), Files.readString(other.resolve("manifest.safe")) + "<!-- again -->");
        home.drop(other);
        said.await(DONE, 2);
        home.stop();
        assertThat(home.history()).extracting(ProcessedProduct::revision).containsExactly(1, 2);
        assertThat(home.reports()).hasSize(2);
        assertThat(home.reports()).anyMatch(report -> report.toString().endsWith(".r2"));
        assertThat(home.mails()).hasSize(2);
    }

    @Test
    void a_refused_delivery_lies_in_quarantine_with_its_reason_and_the_next_product_goes_on() throws Exception {
        home.dropBroken(Home.product(0));
        home.drop(Home.product(1));
        home.start();
        said.await("refused: DELIVERY-110", 1);
        said.await(DONE, 1);
        assertThat(Home.found(home.rooms().quarantine(), "reason.json")).hasSize(1);
        assertThat(Home.found(home.rooms().quarantine(), "*.SAFE")).hasSize(1);
        assertThat(home.reports()).hasSize(1);
        assertThat(Home.names(home.rooms().drop())).noneMatch(name -> name.contains("SAFE"));
    }

    @Test
    void a_replayed_delivery_is_processed_as_if_it_had_been_dropped_again() throws Exception {
        Path calibration = home.rooms().calibration();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(calibration, elsewhere);
        home.drop(Home.product(0));
        home.start();
        said.await("refused: ", 1);
        Files.delete(calibration);
        Files.move(elsewhere, calibration);
        try (Store store = Service.openStore(home.rooms())) {
            Quarantine quarantine = new Quarantine(new SqlJobs(store, "somebody", Settings.defaults(JobSettings.class)),
                    home.rooms(), Clock.systemUTC());
            quarantine.replay(quarantine.list().get(0).job());
        }
        said.await(DONE, 1);
        assertThat(home.reports()).hasSize(1);
        assertThat(Home.names(home.rooms().quarantine())).isEmpty();
    }

    @Test
    void a_delivery_in_a_typed_folder_that_is_of_another_type_is_quarantined() throws Exception {
        Files.createDirectories(home.rooms().drop().resolve("sun-diffuser"));
        home.drop(Home.product(0), home.rooms().drop().resolve("sun-diffuser"));
        home.start();
        said.await("refused: DELIVERY-134", 1);
        assertThat(home.reports()).isEmpty();
        assertThat(Home.found(home.rooms().quarantine(), "*.SAFE")).hasSize(1);
    }

    @Test
    void a_delivery_that_stays_incomplete_is_quarantined_with_what_is_missing() throws Exception {
        Path made = temporary.resolve("made").resolve(Home.product(0).getFileName());
        Trees.copy(Home.product(0), made);
        Trees.delete(made.resolve("GRANULE"));
        home.drop(made);
        SteppedClock clock = new SteppedClock();
        home.start(clock);
        said.await(" waits: ", 1);
        clock.pass(Duration.ofHours(6));
        said.await("refused: DELIVERY-101", 1);
        assertThat(Home.found(home.rooms().quarantine(), "*.SAFE")).hasSize(1);
    }
}
