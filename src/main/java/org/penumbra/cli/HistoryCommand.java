package org.penumbra.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.penumbra.camel.Service;
import org.penumbra.history.History;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.history.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is remembered of products, series and pixels; works beside a running service. */
@Command(name = "history", description = "Shows what is remembered, and adds to it.",
        subcommands = {ImportSeries.class, Trend.class, HistoryPixels.class, HistoryPixel.class})
final class HistoryCommand {
    @Spec
    private CommandSpec spec;

    @Command(description = "Lists processed products by time of acquisition.")
    int list(@Option(names = "--unit", paramLabel = "U", description = "Only this unit, for example S2A, or ISS-emit of raster stacks.") String unit,
             @Option(names = "--since", paramLabel = "DATE", description = "Only acquisitions of that day or later (UTC).") LocalDate since,
             @Mixin HomeOption home) throws IOException {
        Instant from = since == null ? Instant.EPOCH : since.atStartOfDay(ZoneOffset.UTC).toInstant();
        try (Store store = Service.openStore(home.rooms())) {
            new History(store).products(Optional.ofNullable(unit), from).forEach(this::print);
        }
        return 0;
    }

    @Command(description = "Shows every revision of a product; exit code 3 when none was published.")
    int show(@Parameters(paramLabel = "PRODUCT", description = "Id of the product.") String product, @Mixin HomeOption home) throws IOException {
        try (Store store = Service.openStore(home.rooms())) {
            List<ProcessedProduct> revisions = new History(store).revisions(product);
            if (revisions.isEmpty()) {
                spec.commandLine().getErr().println("No product " + product + " has been processed.");
                return Penumbra.REFUSED;
            }
            for (ProcessedProduct revision : revisions) {
                print(revision);
                out().printf("  job %s, published %s, SHA-256 %s%n  %s%n",
                        revision.job(), revision.published(), revision.identity(), revision.report());
            }
        }
        out().flush();
        return 0;
    }

    private void print(ProcessedProduct product) {
        out().printf("%s  %s %-12s %-8s %s%s%n", product.sensingStart(), product.unit(), product.type().label(), product.verdict(),
                product.productId(), product.revision() == 1 ? "" : " revision " + product.revision());
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
