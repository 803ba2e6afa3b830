package org.penumbra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A directory mounted for a test, one that may not mount is skipped: a disk in memory that is soon full, or one that nobody may write to. */
public record SmallDisk(Path root) implements AutoCloseable {

    public static SmallDisk of(Path root, String size) throws IOException, InterruptedException {
        Files.createDirectories(root);
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", root.toString()) == 0, "mounting a small disk needs root");
        return new SmallDisk(root);
    }

    /** Makes a directory one that can be read and not written; permissions would not keep root from writing. */
    public static SmallDisk readOnly(Path root) throws IOException, InterruptedException {
        Assumptions.assumeTrue(run("mount", "--bind", root.toString(), root.toString()) == 0, "mounting a directory needs root");
        run("mount", "-o", "remount,ro,bind", root.toString());
        return new SmallDisk(root);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (run("umount", root.toString()) != 0 && run("umount", "--lazy", root.toString()) != 0) {
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
