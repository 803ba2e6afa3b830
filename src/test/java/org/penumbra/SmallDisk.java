package org.penumbra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A disk in memory that is soon full; a test that may not mount one is skipped. */
record SmallDisk(Path root) implements AutoCloseable {

    static SmallDisk of(Path root, String size) throws IOException, InterruptedException {
        Files.createDirectories(root);
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", root.toString()) == 0, "mounting a small disk needs root");
        return new SmallDisk(root);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (run("umount", root.toString()) != 0) {
            throw new IOException(root + " stays mounted");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            // no such program here
            return 1;
        }
    }
}
