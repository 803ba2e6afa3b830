package org.penumbra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.penumbra.camel.Failure;
import org.penumbra.camel.PenumbraCamel;
import org.penumbra.camel.Rooms;
import org.penumbra.camel.Service;
import org.penumbra.finding.Refusal;
import org.penumbra.history.Store;
import org.penumbra.instrument.Instruments;
import org.penumbra.raster.Gdal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks what Penumbra needs and says what to do. */
@Command(name = "doctor", description = "Checks Java, GDAL, store, mail server, directories, disk and configuration, and says what to do.",
        footer = {"", "Lists the files of the configuration that are in effect. Exit code: 0 all is well, 1 something is wrong."})
final class Doctor implements Callable<Integer> {
    /** Files of the configuration that only the service reads, or that hold no settings of a stage. */
    private static final Set<String> OF_SERVICE = Set.of("application.properties", "subscriptions.yaml", "service.yaml", "jobs.yaml");
    private static final double GIB = 1L << 30;

    @Mixin
    private HomeOption home;

    private boolean well = true;
    /** Names of the files of settings that are read; null where that could not be found out. */
    private Set<String> settings;

    @Override
    public Integer call() throws IOException {
        Rooms rooms = home.rooms();
        check("Java", () -> System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        check("GDAL", () -> Gdal.version() + " reads JPEG 2000");
        check("home directory", () -> writable(rooms.home()));
        check("disk", () -> disk(rooms));
        check("calibration", () -> calibration(rooms.calibration()));
        check("instruments", () -> {
            Instruments.load(rooms.instruments());
            return "profiles are readable";
        });
        check("settings", () -> {
            Service.settings(rooms);
            try (PenumbraCamel camel = new PenumbraCamel(rooms, Penumbra.software(), Clock.systemUTC())) {
                settings = camel.settingsFiles();
            }
            return "every setting is within its range";
        });
        if (settings != null) {
            check("routes", () -> {
                try (PenumbraCamel camel = new PenumbraCamel(rooms, Penumbra.software(), Clock.systemUTC())) {
                    camel.start();
                }
                return "can be followed";
            });
        }
        check("store", () -> {
            try (Store store = Service.openStore(rooms)) {
                store.now();
                return "answers";
            }
        });
        check("mail", () -> Service.checkMail(rooms));
        System.out.println();
        System.out.println("Configuration in effect:");
        for (String directory : List.of("config", "config/instrument", "routes")) {
            for (Path file : rooms.overridden(directory, "")) {
                if (Files.isRegularFile(file)) {
                    System.out.println("  " + file + (read(rooms, directory, file) ? "" : "  (nothing reads it: correct its name, or remove it)"));
                }
            }
        }
        return well ? 0 : Penumbra.FAILED;
    }

    /** Whether a file of the home directory is read; those of the installation are. */
    private boolean read(Rooms rooms, String directory, Path file) {
        String name = file.getFileName().toString();
        return !file.startsWith(rooms.home()) || (directory.equals("config")
                ? settings == null || settings.contains(name) || OF_SERVICE.contains(name)
                : name.endsWith(".yaml"));
    }

    @FunctionalInterface
    private interface Check {
        String result() throws Exception;
    }

    private void check(String what, Check check) {
        try {
            System.out.printf("ok    %-15s %s%n", what, check.result());
        } catch (Refusal refusal) {
            well = false;
            System.out.printf("WRONG %-15s %s%n", what, Penumbra.line(refusal));
        } catch (Exception e) {
            // whatever is wrong with one must not hide the others
            well = false;
            System.out.printf("WRONG %-15s %s%n", what, Failure.words(e));
        }
    }

    private static String writable(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path probe = Files.createTempFile(directory, ".doctor", null);
        Files.delete(probe);
        return directory + " is writable";
    }

    private static String disk(Rooms rooms) throws IOException {
        double free = Files.getFileStore(rooms.home()).getUsableSpace() / GIB;
        double enough = Service.settings(rooms).freeDisk();
        if (free < enough) {
            throw new IOException("%.1f GiB free, %.1f are needed: make room or name another place with --home".formatted(free, enough));
        }
        return "%.1f GiB free".formatted(free);
    }

    private static String calibration(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return directory + " is not there yet: put a calibration set into it, or name one with --calibration";
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<String> units = new ArrayList<>(entries.filter(Files::isDirectory).map(entry -> entry.getFileName().toString()).sorted().toList());
            return units.isEmpty() ? directory + " is empty" : "units " + String.join(", ", units);
        }
    }
}
