package org.penumbra.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.gain.BandTrend;
import org.penumbra.analysis.gain.EventSettings;
import org.penumbra.analysis.gain.GainEvent;
import org.penumbra.analysis.gain.GainPoint;
import org.penumbra.analysis.gain.GainSeries;
import org.penumbra.analysis.gain.GainTrends;
import org.penumbra.analysis.gain.KnownGains;
import org.penumbra.analysis.gain.Quantity;
import org.penumbra.analysis.gain.TrendCode;
import org.penumbra.analysis.gain.TrendFindings;
import org.penumbra.analysis.gain.TrendResult;
import org.penumbra.analysis.gain.TrendSection;
import org.penumbra.analysis.gain.TrendSettings;
import org.penumbra.camel.Rooms;
import org.penumbra.camel.Service;
import org.penumbra.finding.Refusal;
import org.penumbra.history.History;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.Store;
import org.penumbra.history.StoredPast;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.report.Json;
import org.penumbra.report.drawing.Drawing;
import org.penumbra.report.drawing.Drawings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges the series of a band and prints it. */
@Command(name = "trend", description = "Prints the series of the absolute gain of a band with what it does: constant, drift, steps.")
final class Trend implements Callable<Integer> {
    @Parameters(paramLabel = "BAND", description = "Band, for example B8A.")
    private String band;

    @Option(names = "--unit", paramLabel = "U", description = "Only this unit, for example S2A (default: all that gain-trend.yaml names).")
    private String unit;

    @Option(names = "--of", paramLabel = "QUANTITY", description = "responsivity: A·ESUN, or gain: A alone (default: responsivity).")
    private Quantity quantity = Quantity.RESPONSIVITY;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--figure", paramLabel = "FILE", description = "Draw the series into this file, .svg or .png.")
    private Path figure;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Rooms rooms = home.rooms();
        AnalysisSettings configuration = new AnalysisSettings(rooms.configuration());
        TrendSettings settings = configuration.of("gain-trend", TrendSettings.class);
        List<Spacecraft> units = units(Instruments.load(rooms.instruments()), settings);
        TrendResult result;
        try (Store store = Service.openStore(rooms); MeasurementFiles files = new MeasurementFiles(rooms.work())) {
            History history = new History(store);
            result = judge(new StoredPast(new MeasurementArchive(rooms.archive(), files), () -> Optional.of(history)),
                    units, configuration, settings);
        }
        if (figure != null) {
            draw(result);
        }
        if (json) {
            spec.commandLine().getOut().println(Json.text(Map.of("trend", result.summary(), "findings", findings(result))));
        } else {
            print(result, spec.commandLine().getOut());
        }
        return 0;
    }

    private void draw(TrendResult result) throws IOException {
        boolean vectors = figure.toString().endsWith(".svg");
        if (!vectors && !figure.toString().endsWith(".png")) {
            throw new ParameterException(spec.commandLine(), "A figure is drawn into a file that ends with .svg or .png.");
        }
        Drawing drawing = Drawings.of(new TrendSection(result).series());
        Files.write(figure, vectors ? drawing.svg() : drawing.png());
    }

    private List<Spacecraft> units(Instruments instruments, TrendSettings settings) {
        List<Spacecraft> units = new ArrayList<>(settings.units().stream().flatMap(name -> instruments.spacecraft(name).stream()).toList());
        if (unit != null) {
            Spacecraft asked = instruments.spacecraft(unit)
                    .orElseThrow(() -> new ParameterException(spec.commandLine(), "config/instrument knows no unit " + unit + "."));
            unit = asked.name();
            units.removeIf(known -> known.name().equals(unit));
            units.add(0, asked);
        }
        if (units.stream().noneMatch(known -> bands(known).stream().anyMatch(one -> one.name().equals(band)))) {
            throw new ParameterException(spec.commandLine(), "There is no band " + band + ".");
        }
        return units;
    }

    /** All units and bands are judged together: a row of another unit is found by many bands. */
    private TrendResult judge(Past past, List<Spacecraft> units, AnalysisSettings configuration, TrendSettings settings) {
        List<GainEvent> events = GainEvent.known(configuration.of("events", EventSettings.class), past,
                units.stream().map(Spacecraft::name).toList(), units.get(0).instrument(), Instant.MAX);
        List<GainSeries> series = units.stream()
                .map(known -> GainSeries.of(known.name(), KnownGains.of(past, known.name(), bands(known), Instant.MAX)))
                .filter(one -> !one.points().isEmpty()).toList();
        TrendResult result = new GainTrends(bands(units.get(0)), events, settings)
                .judge(series, quantity).about(name -> unit == null || name.equals(unit), band::equals);
        if (result.series().isEmpty() && result.refused().isEmpty()) {
            throw new Refusal(TrendCode.NO_SERIES, Optional.ofNullable(unit).orElse("any unit"));
        }
        return result;
    }

    private static List<Band> bands(Spacecraft unit) {
        return unit.instrument().measuredBands();
    }

    private static List<Map<String, String>> findings(TrendResult result) {
        return TrendFindings.of(result).stream()
                .map(finding -> Map.of("severity", finding.severity().name(), "code", finding.code().code(), "message", finding.message())).toList();
    }

    private static void print(TrendResult result, PrintWriter out) {
        for (BandTrend trend : result.bands()) {
            out.printf("%s %s%n", trend.unit(), trend.band().name());
            for (GainPoint point : trend.points()) {
                out.printf("  %s  A %.6f  R %.3f  %s%n", point.time(), point.of(Quantity.GAIN, trend.band().name()),
                        point.of(Quantity.RESPONSIVITY, trend.band().name()), point.source());
            }
        }
        for (Table table : new TrendSection(result).tables()) {
            out.println();
            PlainTable.print(table, out);
        }
        out.println();
        TrendFindings.of(result).forEach(finding -> out.printf("%s  %s  %s%n", finding.severity(), finding.code().code(), finding.message()));
        out.flush();
    }
}
