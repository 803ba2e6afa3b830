package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penumbra.delivery.Trees;

/** Between file systems no rename is atomic: the claim never leaves the file system that the delivery was dropped on. */
class DeliveryConsumerOtherFileSystemTest extends DeliveryConsumerTestSupport {
    private static final Path MEMORY = Path.of("/dev/shm");
    private Path other;

    @BeforeEach
    void another_file_system() throws IOException {
        assumeTrue(Files.isWritable(MEMORY) && !Files.getFileStore(MEMORY).equals(Files.getFileStore(temporary)),
                "no other file system at " + MEMORY);
        other = Files.createTempDirectory(MEMORY, "penumbra");
    }

    @AfterEach
    void leave_nothing() throws IOException {
        if (other != null) {
            Trees.delete(other);
        }
    }

    @Test
    void a_typed_folder_that_is_mounted_from_elsewhere_keeps_its_claims() throws IOException {
        Files.createSymbolicLink(drop.root().resolve("night-ocean"), other);
        new Drop(other).safe("P1.SAFE");
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
        assertThat(only().path().toRealPath()).startsWith(other.resolve(".penumbra"));
    }
}
