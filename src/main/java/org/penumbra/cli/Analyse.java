package org.penumbra.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.penumbra.camel.JobsInHand.Outcome;
import org.penumbra.camel.PenumbraCamel;
import org.penumbra.camel.Rooms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one product through the same routes as the service, without consumers. */
@Command(name = "analyse", description = "Analyses one product and writes its report.",
        footer = {"", "The measurements take the place of those archived of this product in the home directory, and without --out the report that of",
            "the service. Name another directory with --home to leave them alone. There is no mail, and no line in history list.", "",
            "Exit code: 0 report written whatever its verdict, 3 product refused, 2 wrong usage, 1 failure of ours."})
final class Analyse implements Callable<Integer> {
    @Parameters(paramLabel = "PRODUCT", description = "A .SAFE directory, an archive of one, or a directory with delivery.yaml.")
    private Path product;

    @Option(names = "--calibration", paramLabel = "DIR", description = "Calibration set (default: calibration/ in the home directory).")
    private Path calibration;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory of the report (default: its place under reports/ in the home directory).")
    private Path out;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!Files.exists(product)) {
            throw new ParameterException(spec.commandLine(), "There is no " + product + ".");
        }
        Rooms rooms = home.rooms();
        try (PenumbraCamel camel = new PenumbraCamel(rooms, Penumbra.software(), Clock.systemUTC());
             Progress progress = new Progress("measuring")) {
            camel.onMeasured(progress::step).start();
            return report(camel.run(product.toAbsolutePath().normalize(), calibration == null ? rooms.calibration() : calibration.toAbsolutePath(),
                    Optional.ofNullable(out).map(Path::toAbsolutePath)));
        }
    }

    private int report(Outcome outcome) {
        if (outcome.refusal() != null) {
            Penumbra.tell(outcome.refusal(), spec.commandLine());
            return outcome.internal() ? Penumbra.FAILED : Penumbra.REFUSED;
        }
        spec.commandLine().getOut().println(outcome.verdict() + "  " + outcome.report().resolve("report.html"));
        return 0;
    }
}
