package org.penumbra.cli;

import java.nio.file.Path;
import org.penumbra.camel.Rooms;
import picocli.CommandLine.Option;

/** The option {@code --home} of the commands that work on one. */
final class HomeOption {
    @Option(names = "--home", paramLabel = "DIR", description = "Home directory (default: var/ beside the launcher).")
    private Path home;

    /** Where the installation and the chosen home are; the launcher names the installation. */
    Rooms rooms() {
        Path installation = installation();
        return new Rooms(installation, home == null ? installation.resolve("var") : home.toAbsolutePath().normalize());
    }

    static Path installation() {
        return Path.of(System.getProperty("penumbra.installation", ".")).toAbsolutePath().normalize();
    }
}
