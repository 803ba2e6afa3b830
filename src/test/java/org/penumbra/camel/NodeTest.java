package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
