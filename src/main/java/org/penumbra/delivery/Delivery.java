package org.penumbra.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that lies in a drop directory and may be, or become, one product.
 *
 * @param path where it lies
 * @param form in which form it is delivered
 * @param asserted the type that the operator says it is, by the folder it was put into
 * @param done whether a sibling {@code <name>.done} says that copying has finished
 */
public record Delivery(Path path, Form form, Optional<AcquisitionType> asserted, boolean done) {

    /** The forms that are accepted; once opened they are all the same. */
    public enum Form {
        /** A directory {@code *.SAFE}. */
        SAFE,
        /** One archive of such a directory. */
        ARCHIVE,
        /** A directory with {@code delivery.yaml}. */
        STACK
    }

    /** Its file name. */
    public String name() {
        return path.getFileName().toString();
    }

    /** What lies at a path, if it has one of the accepted forms. */
    public static Optional<Delivery> at(Path path, Optional<AcquisitionType> asserted) {
        return form(path).map(form -> new Delivery(path, form, asserted, Files.exists(marker(path))));
    }

    /** The file whose presence beside a delivery says that copying has finished. */
    public static Path marker(Path delivery) {
        return delivery.resolveSibling(delivery.getFileName() + Names.DONE);
    }

    static Optional<Form> form(Path path) {
        if (Files.isDirectory(path)) {
            if (path.getFileName().toString().endsWith(Names.SAFE)) {
                return Optional.of(Form.SAFE);
            }
            return Files.isRegularFile(path.resolve(RasterStack.NAME)) ? Optional.of(Form.STACK) : Optional.empty();
        }
        return Files.isRegularFile(path) && Names.isArchive(path) ? Optional.of(Form.ARCHIVE) : Optional.empty();
    }
}
