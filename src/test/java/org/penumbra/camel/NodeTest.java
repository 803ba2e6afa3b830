package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    @TempDir
    Path home;

    @Test
    void a_node_has_the_same_name_after_a_restart() throws IOException {
        String before;
        try (Node node = Node.take(home)) {
            before = node.name();
        }
        try (Node node = Node.take(home)) {
            assertThat(node.name()).isEqualTo(before).startsWith(InetAddress.getLocalHost().getHostName() + "-1-");
        }
    }

    @Test
    void nodes_of_two_homes_on_one_machine_have_two_names(@TempDir Path other) throws IOException {
        try (Node one = Node.take(home); Node two = Node.take(other)) {
            assertThat(one.name()).isNotEqualTo(two.name());
        }
    }

    @Test
    void a_node_whose_mark_was_not_written_draws_another() throws IOException {
        Files.createFile(home.resolve(InetAddress.getLocalHost().getHostName() + "-1.node"));
        String name;
        try (Node node = Node.take(home)) {
            name = node.name();
            assertThat(name).matches(".*-1-[0-9a-f]{8}");
        }
        try (Node node = Node.take(home)) {
            assertThat(node.name()).isEqualTo(name);
        }
    }

    @Test
    void a_machine_whose_name_does_not_resolve_is_called_as_the_environment_says_else_node() throws IOException {
        assertThat(unresolved("sealed")).matches("sealed-1-[0-9a-f]{8}");
        assertThat(unresolved("")).matches("node-1-[0-9a-f]{8}");
    }

    private String unresolved(String hostname) throws IOException {
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + Files.write(home.resolve("hosts"), List.of()),
                "-cp", System.getProperty("java.class.path"), Taker.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        java.environment().put("HOSTNAME", hostname);
        try (BufferedReader lines = java.start().inputReader()) {
            return lines.readLine();
        }
    }

    /** Says the name that it takes in a directory. */
    static final class Taker {
        private Taker() {
        }

        public static void main(String[] directory) throws IOException {
            try (Node node = Node.take(Path.of(directory[0]))) {
                System.out.println(node.name());
            }
        }
    }
}
