package org.penumbra.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.history.History;
import org.penumbra.history.Store;

/**
 * The history of a home: that of a store which is open already; or for a program that does without it unless it is there, of one that is
 * opened when it is first asked for. Opening takes half a second, which darks need not pay.
 */
final class HistoryAccess implements Supplier<Optional<History>>, AutoCloseable {
    private final Rooms rooms;
    private final boolean open;
    private Store store;

    HistoryAccess(Rooms rooms) {
        this(rooms, null);
    }

    /** @param store open already, and left open */
    HistoryAccess(Rooms rooms, Store store) {
        this.rooms = rooms;
        this.store = store;
        open = store != null;
    }

    @Override
    public synchronized Optional<History> get() {
        try {
            if (store == null && there()) {
                store = Service.openStore(rooms);
            }
            return Optional.ofNullable(store).map(History::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean there() {
        return !ApplicationProperties.read(rooms, System.getenv()).getProperty("penumbra.store.url").isBlank() || Files.exists(rooms.database());
    }

    @Override
    public synchronized void close() {
        if (store != null && !open) {
            store.close();
            store = null;
        }
    }
}
