package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.SmallDisk;
import org.penumbra.finding.Refusal;

class StoreUnreachableTest {

    @Test
    void a_database_that_does_not_answer_is_HISTORY_107_without_the_password_of_its_URL() throws Exception {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = taken.getLocalPort();
        }
        String url = "jdbc:postgresql://localhost:%d/penumbra?connectTimeout=2&password=secret".formatted(nobody);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> Store.open(url, "penumbra", ""));
        assertThat(refusal.code().code()).isEqualTo("HISTORY-107");
        assertThat(refusal).hasMessageContaining("jdbc:postgresql://localhost:" + nobody + "/penumbra").hasMessageNotContaining("secret")
                .hasMessageEndingWith("TCP/IP connections.");
    }

    @Test
    void a_directory_that_nobody_may_write_to_is_HISTORY_107_and_no_trace_on_the_terminal(@TempDir Path directory) throws Exception {
        PrintStream terminal = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (SmallDisk disk = SmallDisk.readOnly(directory)) {
            System.setErr(new PrintStream(said, true));
            assertThat(catchThrowableOfType(Refusal.class, () -> Store.open(Store.h2(disk.root()), "penumbra", "")).code().code())
                    .isEqualTo("HISTORY-107");
        } finally {
            System.setErr(terminal);
        }
        assertThat(said.toString()).isEmpty();
    }
}
