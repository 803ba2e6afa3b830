package org.penumbra.delivery;

import java.io.IOException;
import java.nio.file.Path;

/** Deliveries, honest and hostile ones, for tests of other packages. */
public final class Deliveries {

    private Deliveries() {
    }

    /** Packs a product into an archive whose kind follows from its name. */
    public static Path pack(Path product, Path archive) throws IOException {
        return TinyArchive.write(archive, TinyArchive.of(product));
    }

    /** Packs a product together with an entry of that name, which may lead outside. */
    public static Path packWithEntry(Path product, String name, Path archive) throws IOException {
        return TinyArchive.write(archive, TinyArchive.of(product), TinyArchive.file(name, "not here"));
    }

    /** Packs a product together with a link. */
    public static Path packWithLink(Path product, Path archive) throws IOException {
        return TinyArchive.write(archive, TinyArchive.of(product), TinyArchive.link(product.getFileName() + "/DATASTRIP/link", "/etc/passwd"));
    }

    /** Lists all files of a product in its manifest as they are now. */
    public static Path seal(Path product) {
        TinySafe.writeManifest(product, "MD5");
        return product;
    }
}
