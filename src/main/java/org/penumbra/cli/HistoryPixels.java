package org.penumbra.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.defect.DefectSettings;
import org.penumbra.analysis.defect.Life;
import org.penumbra.analysis.defect.Lives;
import org.penumbra.camel.Rooms;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.PixelLife;
import org.penumbra.instrument.Instruments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the lives of pixels as they follow from the archived evidence with the settings in force. */
@Command(name = "pixels", description = "Lists the lives of defective pixels as CSV, from the archived acquisitions.")
final class HistoryPixels implements Callable<Integer> {
    @Mixin
    private UnitOption unit;

    @Option(names = "--band", paramLabel = "B", description = "Only this band, for example B11.")
    private String band;

    @Option(names = "--since", paramLabel = "DATE", description = "Only lives that had not ended before that day (UTC).")
    private LocalDate since;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Rooms rooms = home.rooms();
        DefectSettings settings = new AnalysisSettings(rooms.configuration()).of("defective-pixels", DefectSettings.class);
        Instant from = since == null ? Instant.MIN : since.atStartOfDay(ZoneOffset.UTC).toInstant();
        PrintWriter out = spec.commandLine().getOut();
        try (MeasurementFiles files = new MeasurementFiles(rooms.work())) {
            MeasurementArchive archive = new MeasurementArchive(rooms.archive(), files);
            String name = unit.archived(Instruments.load(rooms.instruments()), archive);
            out.println("unit,band,detector,column,line_of_cycle,class,status,since,last_seen,ended,seen,possible,evidence");
            for (Life life : Lives.of(archive, name, Instant.MAX, settings)) {
                PixelLife row = PixelLife.of(name, life);
                if ((band == null || band.equals(row.band())) && (row.ended() == null || !row.ended().isBefore(from))) {
                    out.printf(Locale.ROOT, "%s,%s,%d,%d,%s,%s,%s,%s,%s,%s,%d,%d,%s%n", name, row.band(), row.detector(), row.pixel(),
                            row.lineOfCycle() == 0 ? "" : row.lineOfCycle(), row.defectClass(), row.status(), row.since(), life.lastSeen(),
                            row.ended() == null ? "" : row.ended(), life.seen(), life.possible(), evidence(life));
                }
            }
        }
        out.flush();
        return 0;
    }

    private static String evidence(Life life) {
        return new TreeMap<>(life.last().values()).entrySet().stream().map(entry -> "%s=%s".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
    }
}
