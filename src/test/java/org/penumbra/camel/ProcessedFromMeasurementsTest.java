package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penumbra.camel.Operator.done;
import static org.penumbra.camel.Operator.failed;
import static org.penumbra.camel.Operator.id;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.Published;
import org.penumbra.Simulated;
import org.penumbra.delivery.Trees;
import org.penumbra.history.JobSettings;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.history.SqlJobs;
import org.penumbra.history.Store;
import org.penumbra.settings.Settings;
import org.penumbra.simulation.SimulatedDelivery;

/** A product that is processed again needs nothing but its entry in the measurement archive, and leaves that as it is whatever happens. */
class ProcessedFromMeasurementsTest {
    private static final String DONE = "is done";
    private static final int MANY = 1100;
    @TempDir
    Path temporary;
    @AutoClose
    private final Said said = new Said();
    @AutoClose
    private Home home;
    private Operator operator;

    @BeforeEach
    void home() throws IOException {
        home = new Home(temporary.resolve("home"));
        operator = new Operator(home, said);
    }

    /** Processes a product; its delivery is then not kept any longer. */
    private void processed(Path product) throws Exception {
        home.drop(product);
        home.start();
        said.await(DONE, 1);
        tidied();
    }

    private void tidied() throws IOException {
        Trees.delete(home.rooms().archive().resolve("deliveries"));
    }

    private Path entry() throws IOException {
        return Home.found(home.rooms().archive().resolve("measurements"), "acquisition=*").get(0);
    }

    /** What every file of the entry is: which file, and when it was changed last. */
    private Map<Path, Map<String, Object>> files() throws IOException {
        Map<Path, Map<String, Object>> files = new TreeMap<>();
        for (Path file : Home.found(entry(), "*")) {
            files.put(file, Files.readAttributes(file, "unix:ino,lastModifiedTime,size"));
        }
        return files;
    }

    private static String again(String product) {
        return "{request: reprocess, product: " + product + "}";
    }

    private static String images(String product) {
        return "{request: reprocess, product: " + product + ", images: true}";
    }

    /** Asks for a product; its second report must be the first but for the run. */
    private void sameReport(String product, int doneBefore) throws Exception {
        operator.ask("again.yaml", again(product));
        done(operator.answer("again.yaml"));
        said.await(DONE, doneBefore + 1);
        Published first = new Published(Home.found(home.rooms().reports(), product).get(0));
        Published second = new Published(first.directory().resolveSibling(product + ".r2"));
        assertThat(second.report().at("/run/revision").asInt()).isEqualTo(2);
        assertThat(second.reportWithoutRun()).isEqualTo(first.reportWithoutRun());
        assertThat(second.faults("report.json")).isEmpty();
        assertThat(Home.names(home.rooms().work())).isEmpty();
    }

    @Test
    void a_dark_whose_delivery_is_gone_gives_the_same_report_apart_from_its_run() throws Exception {
        processed(Home.product(0));
        sameReport(id(0), 1);
        home.stop();
        assertThat(home.history()).hasSize(2).extracting(ProcessedProduct::identity).containsOnly(home.history().get(0).identity());
        assertThat(home.mails()).filteredOn(mail -> mail.getFileName().toString().contains(".r2.")).hasSize(1);
        assertThat(home.rooms().archive().resolve("deliveries")).doesNotExist();
    }

    @Test
    void a_diffuser_whose_delivery_is_gone_gives_the_same_report_apart_from_its_run() throws Exception {
        SimulatedDelivery pair = Simulated.write("{detectors: [4], bands: [B01, B11], granules: 1, lines_per_granule: 1008,"
                + " series: [{days: 0, acquisition_type: night-ocean}, {days: 3, acquisition_type: sun-diffuser}]}", temporary.resolve("pair"));
        Trees.delete(home.rooms().calibration());
        Trees.copy(pair.calibration(), home.rooms().calibration());
        processed(pair.products().get(0));
        home.drop(pair.products().get(1));
        said.await(DONE, 2);
        tidied();
        sameReport(id(pair.products().get(1)), 2);
    }

    @Test
    void a_raster_stack_of_a_unit_that_is_not_configured_gives_the_same_report_apart_from_its_run_when_its_delivery_is_gone() throws Exception {
        Chain.put(home.rooms().home().resolve("config/instrument/vega.yaml"), """
                {detectors: 1, saturation: 255, minimum_lines: 180, sufficient_lines: 1000, bands: [
                  {name: V1, focal_plane: VNIR, columns: 50, columns_level_1b: 50, lines_per_cycle: 1, line_periods: 1},
                  {name: V2, focal_plane: VNIR, columns: 50, columns_level_1b: 50, lines_per_cycle: 1, line_periods: 1}]}
                """);
        Path stack = temporary.resolve("stack");
        raster(stack.resolve("dark"), 1008);
        raster(stack.resolve("mask"), 1);
        Chain.put(stack.resolve("delivery.yaml"), """
                instrument: vega
                spacecraft: DEMO
                acquisition_type: night-ocean
                sensing_start: 2026-03-05T00:26:01Z
                rasters: [{file: dark, band: all}]
                known_defects: {file: mask}
                """);
        Chain.put(home.rooms().drop().resolve("stack.done"), "");
        processed(stack);
        assertThat(entry().getParent().getParent()).hasFileName("unit=DEMO-vega");
        sameReport("vega_DEMO_20260305T002601_night-ocean", 1);
    }

    /** Random bytes of two bands, interleaved by pixel: they are measured from a copy. */
    private static void raster(Path raster, int lines) throws IOException {
        byte[] samples = new byte[lines * 50 * 2];
        new Random(lines).nextBytes(samples);
        for (int i = 0; lines == 1 && i < samples.length; i++) {
            samples[i] = (byte) (i == 7 ? 1 : 0);
        }
        Chain.put(raster.resolveSibling(raster.getFileName() + ".hdr"), """
                ENVI
                samples = 50
                lines = %d
                bands = 2
                header offset = 0
                data type = 1
                interleave = bip
                byte order = 0
                """.formatted(lines));
        Files.write(raster, samples);
    }

    @Test
    void images_of_a_product_whose_delivery_is_gone_are_refused_as_REQUEST_104() throws Exception {
        processed(Home.product(0));
        operator.ask("images.yaml", images(id(0)));
        failed(operator.answer("images.yaml"), "REQUEST-104");
    }

    @Test
    void measurements_of_other_content_than_the_last_revision_had_are_refused_as_REQUEST_108() throws Exception {
        home.drop(Home.product(0));
        home.start();
        said.await(DONE, 1);
        Path first = entry();
        home.drop(Home.product(1));
        said.await(DONE, 2);
        Path other = first.resolveSibling(first.getFileName().toString().replace(id(0), id(1)));
        Files.copy(other.resolve("product.json.gz"), first.resolve("product.json.gz"), StandardCopyOption.REPLACE_EXISTING);
        operator.ask("again.yaml", again(id(0)));
        failed(operator.answer("again.yaml"), "REQUEST-108");
        assertThat(home.reports()).hasSize(2);
    }

    @Test
    void an_entry_that_was_archived_without_its_metadata_is_refused_as_REQUEST_108_until_its_images_were_asked_for() throws Exception {
        home.drop(Home.product(0));
        home.start();
        said.await(DONE, 1);
        Files.delete(entry().resolve("product.json.gz"));
        operator.ask("early.yaml", again(id(0)));
        JsonNode answer = operator.answer("early.yaml");
        failed(answer, "REQUEST-108");
        assertThat(answer.path("action").asText()).contains("images: true");
        assertThat(home.reports()).hasSize(1);
        operator.ask("images.yaml", images(id(0)));
        said.await(DONE, 2);
        tidied();
        operator.ask("late.yaml", again(id(0)));
        done(operator.answer("late.yaml"));
        said.await(DONE, 3);
        assertThat(home.reports()).hasSize(3);
    }

    @Test
    void one_that_is_refused_leaves_its_entry_untouched_and_can_be_asked_for_again() throws Exception {
        processed(Home.product(0));
        Map<Path, Map<String, Object>> before = files();
        Path calibration = home.rooms().calibration();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(calibration, elsewhere);
        operator.ask("early.yaml", again(id(0)));
        said.await(id(0) + " refused: CALIBRATION-101", 1);
        assertThat(files()).isEqualTo(before);
        assertThat(Home.names(home.rooms().work())).isEmpty();
        List<Path> quarantined = Home.found(home.rooms().quarantine(), "reason.json");
        assertThat(quarantined).hasSize(1);
        assertThat(new Published(quarantined.get(0).getParent()).reason().path("delivery").asText()).isEqualTo(id(0));
        assertThat(Home.names(quarantined.get(0).getParent())).containsExactly("reason.json");
        operator.ask("replay.yaml", "{request: replay, quarantine: all}");
        failed(operator.answer("replay.yaml"), "REQUEST-105");
        Files.move(elsewhere, calibration);
        operator.ask("late.yaml", again(id(0)));
        said.await(DONE, 2);
        assertThat(home.reports()).hasSize(2);
    }

    @Test
    void an_entry_that_lacks_a_measurement_is_refused_by_the_name_of_the_file() throws Exception {
        processed(Home.product(0));
        Files.delete(entry().resolve("measure/B11-D04.parquet"));
        operator.ask("again.yaml", again(id(0)));
        said.await("refused: HISTORY-102", 1);
        assertThat(said.count("lacks B11-D04.parquet")).isEqualTo(1);
        assertThat(home.reports()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"measurements, measurements", "measurements, images", "images, measurements", "images, images"})
    void another_request_for_one_that_is_in_hand_is_refused_as_REQUEST_107(String both) throws Exception {
        home.drop(Home.product(0));
        home.start();
        said.await(DONE, 1);
        home.stop();
        operator.ask("one.yaml", both.startsWith("images") ? images(id(0)) : again(id(0)));
        operator.ask("two.yaml", both.endsWith("images") ? images(id(0)) : again(id(0)));
        List<String> jobs = operator.answered("one.yaml", "two.yaml");
        assertThat(jobs).hasSize(1);
        done(operator.answer("one.yaml"));
        JsonNode two = operator.answer("two.yaml");
        failed(two, "REQUEST-107");
        assertThat(two.path("message").asText()).contains(jobs.get(0));
    }

    @Test
    void one_that_comes_to_an_entry_that_is_gone_is_refused_and_not_forgotten() throws Exception {
        processed(Home.product(0));
        home.stop();
        operator.ask("again.yaml", again(id(0)));
        operator.answered("again.yaml");
        Trees.move(entry(), temporary.resolve("moved"));
        home.start();
        said.await("refused: HISTORY-102", 1);
        assertThat(Home.found(home.rooms().quarantine(), "reason.json")).hasSize(1);
    }

    @Test
    void of_more_than_a_thousand_that_are_asked_for_at_a_time_each_comes_to_its_end_once() throws Exception {
        Path gone = home.rooms().archive().resolve("measurements/unit=S2A/type=night-ocean/acquisition=P");
        try (Store store = Service.openStore(home.rooms())) {
            SqlJobs jobs = new SqlJobs(store, operator.node(), Settings.defaults(JobSettings.class));
            for (int i = 0; i < MANY; i++) {
                jobs.again(org.penumbra.history.Job.newId(), "P" + i, home.rooms().drop().resolve("P" + i), gone);
            }
        }
        home.start();
        said.await("refused: HISTORY-102", MANY);
        home.stop();
        assertThat(said.count("let go of")).isZero();
    }

    @Tag("faults")
    @ParameterizedTest
    @ValueSource(strings = {"before:take", "before:open", "before:opened", "after:opened", "before:measured", "after:measured", "before:publish",
        "before:published", "after:published", "before:notified", "after:notified", "before:archive", "before:done", "after:done"})
    void a_kill_at_any_step_leaves_one_more_revision_and_the_entry(String step) throws Exception {
        home.drop(Home.product(0));
        ServiceKilledTest.run(home, "never", "mail '");
        tidied();
        operator.ask("again.yaml", again(id(0)));
        assertThat(ServiceKilledTest.run(home, step, "killed " + step)).contains("killed " + step);
        List<String> second = ServiceKilledTest.run(home, "never", "mail '[penumbra] S2A");
        assertThat(home.mails()).as(String.join("\n", second)).filteredOn(mail -> mail.getFileName().toString().contains(".r2.")).hasSize(1);
        assertThat(home.reports()).hasSize(2);
        assertThat(home.history()).extracting(ProcessedProduct::revision).containsExactly(1, 2);
        assertThat(Home.names(entry())).containsExactly("acquisition.json", "evidence.json", "measure", "pixels.parquet", "product.json.gz");
        assertThat(Home.names(entry().resolve("measure"))).containsExactly("B01-D04.parquet", "B11-D04.parquet");
        assertThat(Home.names(home.rooms().work())).isEmpty();
        assertThat(Home.names(home.rooms().quarantine())).isEmpty();
    }

    @Tag("faults")
    @ParameterizedTest
    @ValueSource(strings = {"before:quarantined", "after:quarantined"})
    void a_kill_while_one_is_refused_leaves_its_reason_and_the_entry(String step) throws Exception {
        home.drop(Home.product(0));
        ServiceKilledTest.run(home, "never", "mail '");
        tidied();
        Map<Path, Map<String, Object>> before = files();
        Trees.delete(home.rooms().calibration());
        operator.ask("again.yaml", again(id(0)));
        ServiceKilledTest.run(home, step, "killed " + step);
        ServiceKilledTest.run(home, "never", step.startsWith("before") ? "refused: CALIBRATION-101" : "watching");
        assertThat(files()).isEqualTo(before);
        assertThat(Home.found(home.rooms().quarantine(), "reason.json")).hasSize(1);
        assertThat(Home.names(home.rooms().work())).isEmpty();
    }
}
