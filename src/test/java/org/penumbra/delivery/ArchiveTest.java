package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penumbra.delivery.Opening.open;
import static org.penumbra.delivery.Opening.refusal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Refusal;

/** An archive becomes the product it holds, and never writes anywhere else. */
class ArchiveTest {
    private static final String SAFE = "X.SAFE/";

    @TempDir
    Path directory;

    private Path work() {
        return directory.resolve("job/work");
    }

    private Refusal refused(Path archive) throws IOException {
        Refusal refusal = refusal(() -> open(archive, work(), null));
        try (Stream<Path> left = Files.list(work())) {
            assertThat(left).as("what a refused archive leaves behind").isEmpty();
        }
        return refusal;
    }

    private FindingCode refusedCode(Path archive) throws IOException {
        return refused(archive).code();
    }

    private Path archive(String suffix, TinyArchive.Content... contents) throws IOException {
        return TinyArchive.write(directory.resolve("delivery" + suffix), contents);
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tar", ".tgz", ".tar.gz"})
    void an_archive_is_the_same_product_as_the_directory_in_it(String suffix) throws IOException {
        Path root = new TinySafe().write(directory);
        Product direct = open(root);
        Product unpacked = open(archive(suffix, TinyArchive.of(root)), work(), null);
        assertThat(unpacked.id()).isEqualTo(direct.id());
        assertThat(unpacked.inputs()).isEqualTo(direct.inputs());
        assertThat(unpacked.images().keySet()).isEqualTo(direct.images().keySet());
        assertThat(unpacked.root()).startsWith(work());
    }

    @Test
    void an_archive_can_be_opened_again_after_an_attempt_that_was_cut_short() throws IOException {
        Path archive = archive(".zip", TinyArchive.of(new TinySafe().write(directory)));
        Files.createDirectories(work().resolve(".unpacking/half"));
        open(archive, work(), null);
        assertThat(open(archive, work(), null).images()).hasSize(6);
        assertThat(work().resolve(".unpacking")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tar", ".tgz"})
    void a_truncated_archive_is_refused_as_DELIVERY_103_wherever_it_is_cut(String suffix) throws IOException {
        Path archive = archive(suffix, TinyArchive.of(new TinySafe().write(directory)));
        byte[] whole = Files.readAllBytes(archive);
        for (int part = 0; part < 16; part++) {
            Files.write(archive, Arrays.copyOf(whole, whole.length * part / 16));
            assertThat(refusedCode(archive)).as("cut at %d/16", part).isEqualTo(DeliveryCode.ARCHIVE_CORRUPT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tgz"})
    void an_archive_with_a_flipped_byte_in_its_content_is_refused_as_DELIVERY_103(String suffix) throws IOException {
        Path archive = archive(suffix, TinyArchive.file(SAFE + "a", "abcdefgh".repeat(100) + Math.PI));
        byte[] content = Files.readAllBytes(archive);
        content[suffix.equals(".zip") ? 50 : content.length / 2] ^= 0x10;
        Files.write(archive, content);
        assertThat(refusedCode(archive)).isEqualTo(DeliveryCode.ARCHIVE_CORRUPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tar", ".tgz"})
    void an_entry_with_dots_is_refused_as_DELIVERY_104_and_written_nowhere(String suffix) throws IOException {
        assertThat(refusedCode(archive(suffix, TinyArchive.file(SAFE + "../../evil", "x")))).isEqualTo(DeliveryCode.ARCHIVE_UNSAFE);
        assertThat(directory.resolve("job/evil")).doesNotExist();
    }

    @Test
    void an_absolute_entry_is_refused_as_DELIVERY_104_and_written_nowhere() throws IOException {
        Path target = directory.resolve("evil");
        Path zip = archive(".zip", TinyArchive.file(target.toString(), "x"));
        assertThat(refused(zip)).hasMessageContaining("absolute").extracting("code").isEqualTo(DeliveryCode.ARCHIVE_UNSAFE);
        Path tar = TinyArchive.tar(directory.resolve("d.tar"), target.toString(), TarConstants.LF_NORMAL, entry -> { });
        assertThat(refusedCode(tar)).isEqualTo(DeliveryCode.ARCHIVE_UNSAFE);
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tar", ".tgz"})
    void a_symbolic_link_is_refused_as_DELIVERY_104(String suffix) throws IOException {
        Path archive = archive(suffix, TinyArchive.link(SAFE + "out", "/etc"), TinyArchive.file(SAFE + "out/x", "x"));
        assertThat(refused(archive)).hasMessageContaining("a link").extracting("code").isEqualTo(DeliveryCode.ARCHIVE_UNSAFE);
    }

    @Test
    void a_hard_link_is_refused_as_DELIVERY_104() throws IOException {
        Path tar = TinyArchive.tar(directory.resolve("d.tar"), SAFE + "x", TarConstants.LF_LINK, entry -> entry.setLinkName("/etc/passwd"));
        assertThat(refusedCode(tar)).isEqualTo(DeliveryCode.ARCHIVE_UNSAFE);
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
    void a_device_is_refused_as_DELIVERY_104(byte kind) throws IOException {
        Path tar = TinyArchive.tar(directory.resolve("d.tar"), SAFE + "x", kind, entry -> { });
        assertThat(refused(tar)).hasMessageContaining("a device").extracting("code").isEqualTo(DeliveryCode.ARCHIVE_UNSAFE);
    }

    @Test
    void an_entry_that_is_there_twice_is_refused_as_DELIVERY_104() throws IOException {
        Path archive = archive(".tar", TinyArchive.file(SAFE + "a", "1"), TinyArchive.file(SAFE + "a", "2"));
        assertThat(refusedCode(archive)).isEqualTo(DeliveryCode.ARCHIVE_UNSAFE);
    }

    @Test
    void a_file_that_is_a_directory_as_well_is_refused_as_DELIVERY_104() throws IOException {
        Path archive = archive(".tar", TinyArchive.file(SAFE + "a", "1"), TinyArchive.file(SAFE + "a/b", "2"));
        assertThat(refusedCode(archive)).isEqualTo(DeliveryCode.ARCHIVE_UNSAFE);
    }

    @Test
    void two_SAFE_directories_are_refused_as_DELIVERY_105() throws IOException {
        Path archive = archive(".zip", TinyArchive.file("A.SAFE/a", "1"), TinyArchive.file("B.SAFE/a", "2"));
        assertThat(refusedCode(archive)).isEqualTo(DeliveryCode.ARCHIVE_NOT_ONE_SAFE);
    }

    @Test
    void anything_beside_the_SAFE_directory_is_refused_as_DELIVERY_105() throws IOException {
        assertThat(refusedCode(archive(".zip", TinyArchive.file("README", "1")))).isEqualTo(DeliveryCode.ARCHIVE_NOT_ONE_SAFE);
    }

    @Test
    void an_archive_without_entries_of_a_product_is_refused_as_DELIVERY_105() throws IOException {
        Path tar = TinyArchive.tar(directory.resolve("d.tar"), "./", TarConstants.LF_DIR, entry -> { });
        assertThat(refusedCode(tar)).isEqualTo(DeliveryCode.ARCHIVE_NOT_ONE_SAFE);
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tgz"})
    void an_archive_bomb_is_refused_as_DELIVERY_106_long_before_it_is_unpacked(String suffix) throws IOException {
        Path archive = archive(suffix, writer -> writer.file(SAFE + "zeros", new byte[64 << 20]));
        assertThat(refused(archive)).hasMessageContaining("times its own size").extracting("code").isEqualTo(DeliveryCode.ARCHIVE_TOO_LARGE);
    }

    @Test
    void an_archive_of_too_many_entries_is_refused_as_DELIVERY_106() throws IOException {
        DeliverySettings few = new DeliverySettings(30, 6, 400, 10, 200);
        Path archive = archive(".tar", TinyArchive.of(new TinySafe().write(directory)));
        assertThat(refusal(() -> Opening.opener(few).open(archive, work(), Optional.empty())))
                .hasMessageContaining("10 entries").extracting("code").isEqualTo(DeliveryCode.ARCHIVE_TOO_LARGE);
    }

    @Test
    void an_archive_that_unpacks_to_too_much_is_refused_as_DELIVERY_106() throws IOException {
        DeliverySettings small = new DeliverySettings(30, 6, 0.001, 200_000, 200);
        Path archive = archive(".tar", writer -> writer.file(SAFE + "a", new byte[2 << 20]));
        assertThat(refusal(() -> Opening.opener(small).open(archive, work(), Optional.empty())))
                .hasMessageContaining("GiB").extracting("code").isEqualTo(DeliveryCode.ARCHIVE_TOO_LARGE);
    }

    @Test
    void a_full_disk_is_told_apart_as_DELIVERY_107() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "no device that is always full");
        RuntimeException outcome = null;
        try (FileOutputStream out = new FileOutputStream(full.toFile())) {
            out.write(1);
        } catch (IOException e) {
            outcome = Unpacking.notWritten(work().resolve("image.jp2"), e);
        }
        assertThat(outcome).isInstanceOf(Refusal.class).extracting("code").isEqualTo(DeliveryCode.DISK_FULL);
    }

    @Test
    void an_entry_below_a_leading_dot_is_the_same_entry() throws IOException {
        Path root = new TinySafe().write(directory);
        Path archive = archive(".tar", writer -> TinyArchive.of(root).to(new TinyArchive.Writer() {
            @Override
            public void file(String name, byte[] content) throws IOException {
                writer.file("./" + name, content);
            }

            @Override
            public void link(String name, String target) throws IOException {
                writer.link("./" + name, target);
            }
        }));
        assertThat(open(archive, work(), null).images()).hasSize(6);
    }
}
