package org.penumbra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penumbra.camel.Rooms;
import org.penumbra.history.Store;

/** The store of a home directory, beside a running service too. */
final class OpenStore {
    private static final String USER = "penumbra";

    private OpenStore() {
    }

    static Store of(Rooms rooms) throws IOException {
        Path directory = Files.createDirectories(rooms.home().resolve("db"));
        return Store.open(Store.h2(directory), USER, "");
    }
}
