package org.penumbra.delivery;

import java.io.IOException;
import java.nio.file.Path;

/** Archives for tests of other packages. */
public final class Archives {

    private Archives() {
    }

    /** Packs a product into an archive whose kind follows from its name. */
    public static Path pack(Path product, Path archive) throws IOException {
        return TinyArchive.write(archive, TinyArchive.of(product));
    }

    /** Packs a product together with an entry that leads outside. */
    public static Path packWithTraversal(Path product, Path archive) throws IOException {
        return TinyArchive.write(archive, TinyArchive.of(product), TinyArchive.file("../outside.txt", "not here"));
    }

    /** Packs a product together with a link. */
    public static Path packWithLink(Path product, Path archive) throws IOException {
        return TinyArchive.write(archive, TinyArchive.of(product), TinyArchive.link(product.getFileName() + "/DATASTRIP/link", "/etc/passwd"));
    }
}
