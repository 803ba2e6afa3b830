package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.delivery.Delivery.Form;

/** What counts as a delivery in a drop directory. */
class DropDirectoryTest {
    @TempDir
    Path drop;

    private void directories(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(drop.resolve(name));
        }
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(drop.resolve(name));
        }
    }

    @Test
    void deliveries_of_all_forms_are_listed_by_name() throws IOException {
        directories("B.SAFE", "c-stack");
        files("a.zip", "d.tar", "e.tgz", "f.tar.gz", "c-stack/delivery.yaml");
        assertThat(new DropDirectory(drop).deliveries()).extracting(Delivery::name, Delivery::form).containsExactly(
                tuple("B.SAFE", Form.SAFE), tuple("a.zip", Form.ARCHIVE), tuple("c-stack", Form.STACK),
                tuple("d.tar", Form.ARCHIVE), tuple("e.tgz", Form.ARCHIVE), tuple("f.tar.gz", Form.ARCHIVE));
    }

    @Test
    void the_folder_of_a_type_asserts_it() throws IOException {
        directories("night-ocean/A.SAFE", "sun-diffuser/B.SAFE", "nominal/C.SAFE", "D.SAFE");
        List<Delivery> deliveries = new DropDirectory(drop).deliveries();
        assertThat(deliveries).extracting(Delivery::asserted).containsExactly(Optional.empty(), Optional.of(AcquisitionType.NIGHT_OCEAN),
                Optional.of(AcquisitionType.SUN_DIFFUSER), Optional.of(AcquisitionType.NOMINAL));
    }

    @Test
    void a_marker_beside_a_delivery_says_that_copying_has_finished() throws IOException {
        directories("A.SAFE", "B.SAFE");
        files("A.SAFE.done");
        assertThat(new DropDirectory(drop).deliveries()).extracting(Delivery::done).containsExactly(true, false);
    }

    @Test
    void hidden_names_the_claim_folder_requests_partial_files_and_others_are_passed_over() throws IOException {
        directories(".penumbra/job/A.SAFE", ".hidden.SAFE", "requests", "some-folder", "A.SAFE.part");
        files(".a.zip", "requests/delivery.yaml", "b.zip.part", "c.zip.tmp", "d.zip.done", "notes.txt", ".zip");
        assertThat(new DropDirectory(drop).deliveries()).isEmpty();
    }

    @Test
    void a_drop_directory_that_is_not_there_is_a_failure_and_not_an_empty_one() {
        DropDirectory absent = new DropDirectory(drop.resolve("unmounted"));
        assertThatThrownBy(absent::deliveries).isInstanceOf(UncheckedIOException.class);
    }
}
