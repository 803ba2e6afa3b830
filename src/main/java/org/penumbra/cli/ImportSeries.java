package org.penumbra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.penumbra.camel.Rooms;
import org.penumbra.camel.Service;
import org.penumbra.history.GainFile;
import org.penumbra.history.History;
import org.penumbra.history.Store;
import org.penumbra.instrument.Instruments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a series from a file into the store. */
@Command(name = "import", description = "Takes a series of earlier values into the store, in place of what a file of this name gave before.",
        footer = {"",
            "A table of gains has a header line that names the unit (spacecraft, satellite or unit), the date (sensing_start of an acquisition,",
            "or r2abca_validity_start of a reference) and the bands; lines that start with # are comments."})
final class ImportSeries implements Callable<Integer> {
    enum Kind { GAIN }

    @Parameters(paramLabel = "FILE", description = "CSV file with a header line.")
    private Path file;

    @Option(names = "--kind", paramLabel = "KIND", required = true, description = "What it holds: gain, the absolute coefficients of each band.")
    private Kind kind;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file + ".");
        }
        Rooms rooms = home.rooms();
        String source = file.getFileName().toString();
        GainFile gains = GainFile.read(file, source, Instruments.load(rooms.instruments()));
        try (Store store = Service.openStore(rooms)) {
            new History(store).add(source, gains.points());
        }
        gains.findings().forEach(finding -> spec.commandLine().getErr().println(finding.code().code() + "  " + finding.message()));
        spec.commandLine().getOut().printf("%d rows taken from %s%n", gains.rows(), source);
        return 0;
    }
}
