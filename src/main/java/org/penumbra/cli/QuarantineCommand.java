package org.penumbra.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.penumbra.camel.Quarantine;
import org.penumbra.camel.Service;
import org.penumbra.history.JobSettings;
import org.penumbra.history.SqlJobs;
import org.penumbra.history.Store;
import org.penumbra.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What was refused, and sending it through again; works beside a running service. */
@Command(name = "quarantine", description = "Lists, shows and replays refused deliveries.",
        synopsisSubcommandLabel = "(list | show JOB | replay JOB)")
final class QuarantineCommand {
    @Command(description = "Lists what was refused, earliest first.")
    int list(@Mixin HomeOption home) throws IOException {
        return with(home, quarantine -> {
            for (Quarantine.Entry entry : quarantine.list()) {
                System.out.printf("%s  %-16s %s%s%n", entry.job(), entry.reason().code(), entry.reason().delivery(),
                        entry.delivery().isPresent() ? "" : "  (the delivery is not here)");
            }
        });
    }

    @Command(description = "Shows why one was refused and what to do.")
    int show(@Parameters(paramLabel = "JOB", description = "Job of the delivery, as list names it.") String job,
             @Mixin HomeOption home) throws IOException {
        return with(home, quarantine -> {
            Quarantine.Entry entry = quarantine.show(job);
            System.out.printf("%s  %s%n%s  %s%n", entry.reason().time().truncatedTo(ChronoUnit.SECONDS), entry.reason().delivery(),
                    entry.reason().code(), entry.reason().message());
            entry.reason().missing().forEach(file -> System.out.println("  missing: " + file));
            System.out.println("To do: " + entry.reason().action());
            entry.delivery().ifPresent(delivery -> System.out.println("Kept as " + delivery));
        });
    }

    @Command(description = "Puts a delivery back into the drop directory, to be processed again.")
    int replay(@Parameters(paramLabel = "JOB", description = "Job of the delivery, as list names it.") String job,
               @Mixin HomeOption home) throws IOException {
        return with(home, quarantine -> System.out.println("dropped again: " + quarantine.replay(job)));
    }

    @FunctionalInterface
    private interface Work {
        void on(Quarantine quarantine) throws IOException;
    }

    private static int with(HomeOption home, Work work) throws IOException {
        try (Store store = Service.openStore(home.rooms())) {
            work.on(new Quarantine(new SqlJobs(store, "command line", Settings.defaults(JobSettings.class)), home.rooms(), Clock.systemUTC()));
        }
        return 0;
    }
}
