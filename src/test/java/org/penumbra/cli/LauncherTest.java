package org.penumbra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.delivery.Trees;

/** The script by which everything is started. */
class LauncherTest {
    @TempDir
    Path directory;

    @Test
    void it_starts_from_a_directory_whose_name_has_a_blank() throws IOException, InterruptedException {
        Path installation = directory.resolve("an installation");
        Path jar = Path.of("target/penumbra.jar");
        for (Path copied : new Path[] {Path.of("penumbra"), Path.of("config"), jar}) {
            Trees.copy(copied, installation.resolve(copied));
        }
        Path lib = Files.createDirectories(installation.resolve("target/lib"));
        try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
            for (Path library : libraries.toList()) {
                Trees.link(library, lib.resolve(library.getFileName()));
            }
        }
        // none can be made: what it would be made with is not here
        Files.createFile(installation.resolve("target/penumbra-%s.jsa".formatted(System.getProperty("java.version"))));

        ProcessBuilder launcher = new ProcessBuilder(installation.resolve("penumbra").toString(), "--version").redirectErrorStream(true);
        launcher.environment().merge("PATH", Path.of(System.getProperty("java.home"), "bin").toString(), (path, java) -> java + ":" + path);
        launcher.environment().put("PENUMBRA_GDAL", directory.toString());
        Process process = launcher.start();
        String said = new String(process.getInputStream().readAllBytes());

        assertThat(said).startsWith("penumbra ").hasLineCount(1);
        assertThat(process.waitFor()).isZero();
    }
}
