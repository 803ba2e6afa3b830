package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.history.History;
import org.penumbra.history.JobSettings;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.SqlJobs;
import org.penumbra.history.Store;
import org.penumbra.settings.Settings;

/** Somebody who drops requests into a home and reads the answers. */
record Operator(Home home, Said said) {

    void ask(String name, String text) throws IOException {
        Files.createDirectories(home.rooms().requests());
        Path beside = Files.writeString(home.rooms().requests().resolve("." + name), text);
        Files.move(beside, home.rooms().requests().resolve(name));
    }

    /** The answer to the request of that name, when it is there. */
    JsonNode answer(String name) throws Exception {
        said.await("request " + name + " ", 1);
        List<Path> answers = Home.found(home.rooms().archive().resolve("requests"), name + ".*.json");
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).resolveSibling(name)).exists();
        assertThat(Home.found(home.rooms().requests(), "*.yaml*")).isEmpty();
        return new ObjectMapper().readTree(answers.get(0).toFile());
    }

    static void done(JsonNode answer) {
        assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("DONE");
    }

    static void failed(JsonNode answer, String code) {
        assertThat(answer.path("status").asText()).isEqualTo("FAILED");
        assertThat(answer.path("code").asText()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.path("message").asText()).endsWith(".").doesNotContain("Exception");
        assertThat(answer.path("action").asText()).endsWith(".");
    }

    /** Id of a product of {@link Home#simulated}. */
    static String id(int product) {
        return id(Home.product(product));
    }

    static String id(Path product) {
        return product.getFileName().toString().replace(".SAFE", "");
    }

    /** Answers requests while no service runs. @return ids of the jobs that they made */
    List<String> answered(String... names) throws IOException {
        Files.createDirectories(home.rooms().work());
        List<String> jobs = new ArrayList<>();
        try (Store store = Service.openStore(home.rooms()); MeasurementFiles files = new MeasurementFiles(home.rooms().work())) {
            Requests node = requests(node(), store, files);
            for (String name : names) {
                jobs.addAll(node.answer(name));
            }
        }
        return jobs;
    }

    Requests requests(String node, Store store, MeasurementFiles files) {
        Rooms rooms = home.rooms();
        Clock clock = Clock.systemUTC();
        History history = new History(store);
        SqlJobs jobs = new SqlJobs(store, node, Settings.defaults(JobSettings.class));
        Mailing mailing = new Mailing(history, Subscriptions.read(rooms.configuration()), rooms.outbox(), 0, clock);
        Fulfilment fulfilment = new Fulfilment(rooms, jobs, new JobsInHand(), history, new DeliveryArchive(rooms),
                new MeasurementArchive(rooms.archive(), files), new Quarantine(jobs, rooms, clock), new Digests(history, mailing, rooms, clock));
        return new Requests(rooms, node, fulfilment, mailing, store, clock);
    }

    /** Name of the node that a service in this home is. */
    String node() throws IOException {
        try (Node node = Node.take(home.rooms().database())) {
            return node.name();
        }
    }
}
