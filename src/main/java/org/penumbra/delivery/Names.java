package org.penumbra.delivery;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.penumbra.finding.Refusal;

/** What the names of deliveries say (FORMATS 1). */
final class Names {
    static final String SAFE = ".SAFE";
    static final String DONE = ".done";
    private static final List<String> ARCHIVES = List.of(".zip", ".tar", ".tgz", ".tar.gz");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private Names() {
    }

    static boolean isArchive(Path path) {
        return ARCHIVES.stream().anyMatch(suffix -> has(path, suffix));
    }

    static boolean has(Path path, String suffix) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.length() > suffix.length() && name.endsWith(suffix);
    }

    /** The name of a file below a directory, with forward slashes; empty where the name leads outside. */
    static Optional<String> inside(Path directory, String name) {
        try {
            Path base = directory.toAbsolutePath().normalize();
            Path file = base.resolve(name).normalize();
            return !name.startsWith("/") && file.startsWith(base) && !file.equals(base)
                    ? Optional.of(relative(base, file)) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A path relative to a directory, with forward slashes. */
    static String relative(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    /** The name itself, if it can name a product: it becomes a directory of reports and part of mails. */
    static String checked(String name) {
        if (!PLAIN.matcher(name).matches()) {
            throw new Refusal(DeliveryCode.BAD_NAME, name);
        }
        return name;
    }
}
