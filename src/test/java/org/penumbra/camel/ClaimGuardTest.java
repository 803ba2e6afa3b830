package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.SmallDisk;

class ClaimGuardTest {
    private static final double MIB = 1.0 / 1024;
    @TempDir
    Path temporary;

    @Test
    void a_disk_too_full_to_claim_is_logged_once_as_ROUTE_201_and_once_when_it_is_over() throws Exception {
        try (SmallDisk disk = SmallDisk.of(temporary.resolve("disk"), "4m"); Said said = new Said()) {
            ClaimGuard guard = new ClaimGuard(new JobsInHand(), disk.root(), new ServiceSettings(2, 2 * MIB, 90, 10, 14, 30));
            assertThat(guard.begin(null, null)).isTrue();
            Path ballast = Files.write(disk.root().resolve("ballast"), new byte[3 << 20]);
            assertThat(guard.begin(null, null)).isFalse();
            assertThat(guard.begin(null, null)).isFalse();
            Files.delete(ballast);
            assertThat(guard.begin(null, null)).isTrue();
            assertThat(guard.begin(null, null)).isTrue();
            assertThat(said.count("ROUTE-201")).isEqualTo(1);
            assertThat(said.count("Over: ")).isEqualTo(1);
        }
    }
}
