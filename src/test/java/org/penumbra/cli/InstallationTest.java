package org.penumbra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build puts together for the launcher. */
class InstallationTest {
    private static final int KILLED = 137;

    @TempDir
    Path temporary;

    /** Opens the database of measurements and dies. */
    static final class Dies {
        private Dies() {
        }

        public static void main(String[] arguments) throws SQLException {
            DriverManager.getConnection("jdbc:duckdb:");
            Runtime.getRuntime().halt(KILLED);
        }
    }

    @Test
    void a_process_that_is_killed_leaves_no_library_in_the_temporary_directory() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + temporary,
                "-cp", "target/penumbra.jar:target/test-classes", Dies.class.getName()).inheritIO().start();

        assertThat(process.waitFor()).isEqualTo(KILLED);
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))).isEmpty();
        }
    }
}
