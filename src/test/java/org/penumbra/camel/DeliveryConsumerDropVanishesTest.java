package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

/** Camel's file component only logs a warning when its directory is gone, and finds nothing to complain about in an empty mount point. */
class DeliveryConsumerDropVanishesTest extends DeliveryConsumerTestSupport {

    private Path elsewhere() {
        return temporary.resolve("elsewhere");
    }

    private void unmount() {
        Drop.move(drop.root(), elsewhere());
    }

    private void mountAgain() {
        Drop.move(elsewhere(), drop.root());
    }

    @Test
    void a_directory_that_is_there_is_healthy() {
        poll();
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void health_goes_DOWN_with_the_finding_and_what_to_do() {
        poll();
        unmount();
        poll();
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage()).hasValueSatisfying(message -> assertThat(message).contains(ROUTE));
        assertThat(health().getDetails()).containsEntry("finding", "DROP-101");
        assertThat(health().getDetails().get("finding.message").toString()).contains(drop.root().toString(), "it is not there", "Mount it");
        assertThat(health().getError()).isPresent();
    }

    @Test
    void an_empty_mount_point_in_its_place_is_not_taken_for_an_empty_drop_directory() {
        poll();
        unmount();
        Drop.make(drop.root());
        poll();
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getDetails()).containsEntry("finding", "DROP-102");
    }

    @Test
    void back_again_it_is_watched_without_a_restart() {
        poll();
        unmount();
        poll();
        poll();
        mountAgain();
        drop.safe("P1.SAFE");
        poll();
        assertThat(names()).containsExactly("P1.SAFE");
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health().getDetails()).doesNotContainKey("finding");
    }

    @Test
    void one_that_is_absent_at_start_is_waited_for_and_never_made() {
        unmount();
        poll();
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(drop.root()).doesNotExist();
        mountAgain();
        poll();
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void a_file_in_its_place_is_a_finding_too() {
        unmount();
        Drop.write(drop.root(), "no directory");
        poll();
        assertThat(health().getDetails()).containsEntry("finding", "DROP-101");
    }
}
