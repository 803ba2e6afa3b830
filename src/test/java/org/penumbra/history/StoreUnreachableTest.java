package org.penumbra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
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
        assertThat(refusal).hasMessageContaining("jdbc:postgresql://localhost:" + nobody + "/penumbra").hasMessageNotContaining("secret");
    }
}
