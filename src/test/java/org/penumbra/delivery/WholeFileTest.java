package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path directory;

    @Test
    void a_file_that_many_write_at_once_is_that_of_one_of_them() {
        Path file = directory.resolve("new/page.html");
        IntStream.range(0, 64).parallel().forEach(writer -> WholeFile.write(file, out -> {
            for (int i = 0; i < 9; i++) {
                out.write(String.valueOf((char) ('A' + writer)).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }));
        assertThat(file).content().matches("(.)\\1{8}");
        assertThat(file.getParent()).isDirectoryContaining(one -> one.equals(file)).isDirectoryNotContaining(one -> !one.equals(file));
    }

    @Test
    void a_file_that_cannot_be_written_to_its_end_leaves_the_one_before() {
        Path file = directory.resolve("page.html");
        WholeFile.write(file, out -> out.write('A'));
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
            out.write('B');
            throw new IOException("No space left on device");
        })).isInstanceOf(UncheckedIOException.class);
        assertThat(file).hasContent("A");
        assertThat(directory).isDirectoryNotContaining(one -> !one.equals(file));
    }
}
