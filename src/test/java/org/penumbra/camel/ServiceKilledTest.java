package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM is killed at a named step and started again: one report, one history row, one mail, nothing left, nothing lost. */
class ServiceKilledTest {
    @TempDir
    Path temporary;

    @Test
    void a_kill_between_report_and_history_row_leaves_one_of_each() throws Exception {
        killedAndStartedAgain("before:published");
    }

    @Tag("faults")
    @ParameterizedTest
    @ValueSource(strings = {"before:begin", "after:begin", "before:claimed", "after:claimed", "before:take", "after:take", "before:open",
        "before:opened", "after:opened", "before:measure-task", "after:measure-task", "before:measured", "after:measured", "before:dossier",
        "before:dark-signal", "before:publish", "after:published", "before:notify", "before:notified", "after:notified",
        "before:archive", "before:done", "after:done"})
    void a_kill_at_any_step_leaves_one_report_one_row_and_one_mail(String step) throws Exception {
        killedAndStartedAgain(step);
    }

    private void killedAndStartedAgain(String step) throws Exception {
        Home home = new Home(temporary);
        home.drop(Home.product(0));
        assertThat(run(home, step, "killed " + step)).contains("killed " + step);
        List<String> second = run(home, "never", "mail '");
        assertThat(home.mails()).as(String.join("\n", second)).hasSize(1);
        home.requireEachOnce(1);
    }

    @Tag("faults")
    @ParameterizedTest
    @ValueSource(strings = {"before:quarantined", "after:quarantined"})
    void a_kill_while_a_delivery_is_quarantined_leaves_it_there_once(String step) throws Exception {
        Home home = new Home(temporary);
        home.dropBroken(Home.product(0));
        run(home, step, "killed " + step);
        run(home, "never", step.startsWith("before") ? "refused: " : "watching");
        assertThat(Home.found(home.rooms().quarantine(), "reason.json")).hasSize(1);
        assertThat(Home.found(home.rooms().quarantine(), "*.SAFE")).hasSize(1);
        assertThat(Home.found(home.rooms().drop(), "*.SAFE")).isEmpty();
        assertThat(Home.names(home.rooms().work())).isEmpty();
    }

    /** Runs a service until it has said one of the texts, or died, then stops it in good order. */
    static List<String> run(Home home, String step, String... until) throws IOException, InterruptedException {
        Process process = DyingService.start(home, step);
        // one that hangs ends too, and the test fails by what it has not said
        CompletableFuture.delayedExecutor(90, TimeUnit.SECONDS).execute(process::destroyForcibly);
        List<String> lines = new ArrayList<>();
        try (BufferedReader said = process.inputReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
                String now = line;
                if (List.of(until).stream().anyMatch(now::contains)) {
                    try (var input = process.outputWriter()) {
                        input.write("stop\n");
                    } catch (IOException e) {
                        // it has died, as it was told to
                        lines.add(e.toString());
                    }
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return lines;
    }
}
