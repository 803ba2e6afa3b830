package org.penumbra.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.penumbra.camel.Service;
import org.penumbra.history.History;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.history.SeriesPoint;
import org.penumbra.history.Store;
import org.penumbra.statistics.TheilSen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What has been processed; works beside a running service. */
@Command(name = "history", description = "Shows processed products and series.", synopsisSubcommandLabel = "(list | show PRODUCT | trend BAND)")
final class HistoryCommand {
    private static final double DAYS_PER_YEAR = 365.25;
    private static final double CONFIDENCE = 0.95;

    @Command(description = "Lists processed products by time of acquisition.")
    int list(@Option(names = "--unit", paramLabel = "U", description = "Only this spacecraft, for example S2A.") String unit,
            @Option(names = "--since", paramLabel = "DATE", description = "Only acquisitions of that day or later (UTC).") LocalDate since,
            @Mixin HomeOption home) throws IOException {
        Instant from = since == null ? Instant.EPOCH : since.atStartOfDay(ZoneOffset.UTC).toInstant();
        return with(home, history -> history.products(Optional.ofNullable(unit), from).forEach(HistoryCommand::line));
    }

    @Command(description = "Shows every revision of a product.")
    int show(@Parameters(paramLabel = "PRODUCT") String product, @Mixin HomeOption home) throws IOException {
        return with(home, history -> history.revisions(product).forEach(revision -> {
            line(revision);
            System.out.printf("  job %s, published %s, SHA-256 %s%n  %s%n", revision.job(), revision.published(), revision.identity(), revision.report());
        }));
    }

    @Command(description = "Shows the series of a band with their slopes (Theil-Sen, 95 % interval).")
    int trend(@Parameters(paramLabel = "BAND") String band,
            @Option(names = "--unit", paramLabel = "U", description = "Only this spacecraft.") String unit,
            @Option(names = "--points", description = "Print every point as CSV instead.") boolean points, @Mixin HomeOption home) throws IOException {
        return with(home, history -> {
            List<SeriesPoint> series = history.series(Optional.ofNullable(unit), band);
            if (points) {
                System.out.println("unit,name,time,source,reading,u");
                series.forEach(point -> System.out.printf(Locale.ROOT, "%s,%s,%s,%s,%s,%s%n", point.unit(), point.name(), point.time(), point.source(),
                        point.reading(), point.u() == null ? "" : point.u()));
            } else {
                Map<String, List<SeriesPoint>> byName = new LinkedHashMap<>();
                series.forEach(point -> byName.computeIfAbsent(point.unit() + " " + point.name(), name -> new ArrayList<>()).add(point));
                byName.forEach(HistoryCommand::slope);
            }
        });
    }

    private static void line(ProcessedProduct product) {
        System.out.printf("%s  %s %-12s %-8s %s%s%n", product.sensingStart(), product.unit(), product.type().label(), product.verdict(),
                product.productId(), product.revision() == 1 ? "" : " revision " + product.revision());
    }

    private static void slope(String name, List<SeriesPoint> series) {
        double[] years = series.stream().mapToDouble(point -> Duration.between(series.get(0).time(), point.time()).toSeconds() / 86_400.0 / DAYS_PER_YEAR).toArray();
        double[] readings = series.stream().mapToDouble(SeriesPoint::reading).toArray();
        double last = readings[readings.length - 1];
        if (years[years.length - 1] == 0) {
            System.out.printf(Locale.ROOT, "%-45s %3d points, last %.5g%n", name, readings.length, last);
        } else {
            TheilSen line = TheilSen.fit(years, readings, CONFIDENCE);
            String interval = Double.isFinite(line.lower()) ? "%.3g to %.3g".formatted(line.lower(), line.upper()) : "too few points for an interval";
            System.out.printf(Locale.ROOT, "%-45s %3d points, last %.5g, slope %.3g per year (%s)%n", name, readings.length, last, line.slope(), interval);
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(History history);
    }

    private static int with(HomeOption home, Work work) throws IOException {
        try (Store store = Service.openStore(home.rooms())) {
            work.on(new History(store));
        }
        return 0;
    }
}
