package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.Trees;

/**
 * A delivery and the folder {@code .penumbra/<job>/} that it is taken into, beside it and so on the same file system,
 * wherever the drop directory or its typed folders are mounted. Its {@code .done} marker goes with it.
 *
 * @param job id of the job
 * @param delivery the delivery as it was found in the drop directory
 */
record Claim(String job, Delivery delivery) {
    /** The folder of claims; scans pass it over, its presence says that the drop directory is mounted. */
    static final String FOLDER = ".penumbra";

    /** The delivery where it lies once it is taken. */
    Delivery taken() {
        return new Delivery(folder().resolve(delivery.name()), delivery.form(), delivery.asserted(), delivery.done());
    }

    /**
     * Moves the delivery into its folder, the marker after it: of two consumers the rename of the delivery decides.
     *
     * @throws NoSuchFileException when another consumer, or its sender, has taken the delivery away
     */
    void take() throws IOException {
        Files.createDirectories(folder());
        Files.move(delivery.path(), taken().path(), StandardCopyOption.ATOMIC_MOVE);
        move(Delivery.marker(delivery.path()), Delivery.marker(taken().path()));
    }

    /**
     * Moves the delivery back to where it was found, its marker after it: a marker alone would end the waiting for the next delivery of that name.
     *
     * @throws IOException when something else lies there now, which is not replaced, or the file system fails
     */
    void putBack() throws IOException {
        if (Files.exists(taken().path())) {
            move(taken().path(), delivery.path());
            move(Delivery.marker(taken().path()), Delivery.marker(delivery.path()));
        }
        tidy();
    }

    /** Removes the folder of a delivery that is no longer in it. */
    void tidy() throws IOException {
        if (!Files.exists(taken().path())) {
            Files.deleteIfExists(Delivery.marker(taken().path()));
            Files.deleteIfExists(folder());
        }
    }

    /**
     * Moves a taken delivery to where it is kept, and removes its claim folder; does nothing if it is not there any more.
     *
     * @param place the delivery in its claim folder
     */
    static void release(Path place, Path keep) throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            Trees.move(place, keep);
        }
        Files.deleteIfExists(Delivery.marker(place));
        Files.deleteIfExists(place.getParent());
    }

    private Path folder() {
        return delivery.path().resolveSibling(FOLDER).resolve(job);
    }

    /** A plain move, which unlike an atomic one never replaces its target. */
    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }
}
