package org.penumbra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
@Command(name = "doctor", description = "Checks Java, GDAL, store, mail server, directories, disk and configuration, and says what to do.")
final class Doctor implements Callable<Integer> {
    private static final double GIB = 1L << 30;

    @Mixin
    private HomeOption home;

    private boolean well = true;

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
            new PenumbraCamel(rooms, Penumbra.software(), Clock.systemUTC()).close();
            return "every setting is within its range";
        });
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
                    System.out.println("  " + file);
                }
            }
        }
        return well ? 0 : Penumbra.FAILED;
    }

    @FunctionalInterface
    private interface Check {
        String result() throws IOException;
    }

    private void check(String what, Check check) {
        try {
            System.out.printf("ok    %-15s %s%n", what, check.result());
        } catch (Refusal refusal) {
            well = false;
            System.out.printf("WRONG %-15s %s%n", what, Penumbra.line(refusal));
        } catch (IOException e) {
            well = false;
            System.out.printf("WRONG %-15s %s%n", what, e.getMessage());
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
