package org.penumbra.cli;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penumbra.camel.Rooms;
import org.penumbra.camel.RouteCode;
import org.penumbra.finding.Refusal;
import picocli.CommandLine.Option;

/** The option {@code --home} of the commands that work on one. */
final class HomeOption {
    /** What ends a path or stands for something else in the URIs of Camel, its patterns of files, the URL of H2, or the name of a log file. */
    private static final Pattern MISREAD = Pattern.compile("[%;,?*{}\\\\]");

    @Option(names = "--home", paramLabel = "DIR", description = "Home directory (default: var/ beside the launcher).")
    private Path home;

    /**
     * Where the installation and the chosen home are; the launcher names the installation.
     *
     * @throws Refusal ROUTE-210 when the path of the home would be misread
     */
    Rooms rooms() {
        Path installation = installation();
        Path place = home == null ? installation.resolve("var") : home.toAbsolutePath().normalize();
        Matcher misread = MISREAD.matcher(place.toString());
        if (misread.find()) {
            throw new Refusal(RouteCode.HOME_UNUSABLE, place, misread.group());
        }
        return new Rooms(installation, place);
    }

    static Path installation() {
        return Path.of(System.getProperty("penumbra.installation", ".")).toAbsolutePath().normalize();
    }
}
