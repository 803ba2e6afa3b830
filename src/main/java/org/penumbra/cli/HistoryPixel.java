package org.penumbra.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Evidence;
import org.penumbra.analysis.Evidence.Sign;
import org.penumbra.analysis.EvidenceHistory;
import org.penumbra.analysis.EvidenceHistory.Entry;
import org.penumbra.analysis.defect.DefectClass;
import org.penumbra.analysis.defect.DefectSettings;
import org.penumbra.analysis.defect.Life;
import org.penumbra.analysis.defect.Lives;
import org.penumbra.camel.Rooms;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.history.MeasurementFiles;
import org.penumbra.history.PixelReading;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.BandDetector;
import org.penumbra.instrument.FocalPlane;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Instruments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what every archived dark and diffuser measured of one pixel, and where its defects stood then. */
@Command(name = "pixel", description = {"Prints what every archived dark and diffuser measured of one column of a detector, as CSV, earliest first.",
        "Levels and noise are means over the lines of the chronogram cycle, before any correction; change is that of the dark signal against "
                + "COEFF_D, or of the gain against the equalisation in force then. An epoch ends when the on-board table or mode changes, or the "
                + "configuration of a SWIR column."})
final class HistoryPixel implements Callable<Integer> {
    private static final MathContext DIGITS = new MathContext(6);

    /** What is the same in one epoch of a column: the configuration too, 0 outside SWIR. */
    private record Era(Map<String, String> epoch, int shift) {
    }

    @Mixin
    private UnitOption unit;

    @Option(names = "--band", paramLabel = "B", required = true, description = "Band, for example B11.")
    private String band;

    @Option(names = "--detector", paramLabel = "D", required = true, description = "Detector, from 1.")
    private int detector;

    @Option(names = "--column", paramLabel = "C", required = true, description = "Column of level 1A, blind ones included, from 0.")
    private int column;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Rooms rooms = home.rooms();
        Instruments instruments = Instruments.load(rooms.instruments());
        DefectSettings settings = new AnalysisSettings(rooms.configuration()).of("defective-pixels", DefectSettings.class);
        try (MeasurementFiles files = new MeasurementFiles(rooms.work())) {
            MeasurementArchive archive = new MeasurementArchive(rooms.archive(), files);
            String name = unit.archived(instruments, archive);
            BandDetector id = place(name,
                    instruments.ofUnit(name).orElseThrow(() -> wrong("config/instrument has no profile of %s any more.", name)));
            Map<String, List<PixelReading>> readings = readings(archive, name, id);
            if (readings.isEmpty()) {
                spec.commandLine().getErr().printf("No dark or diffuser of %s with %s is archived under %s.%n", name, id.label(), rooms.archive());
                return Penumbra.REFUSED;
            }
            print(EvidenceHistory.of(archive, name, Instant.MAX), id, readings, settings);
        }
        return 0;
    }

    private BandDetector place(String name, Instrument instrument) {
        Band known = instrument.bands().stream().filter(one -> one.name().equals(band)).findFirst()
                .orElseThrow(() -> wrong("%s has no band %s.", name, band));
        if (detector < 1 || detector > instrument.detectors()) {
            throw wrong("%s has detectors 1 to %d, not %d.", name, instrument.detectors(), detector);
        }
        if (column < 0 || column >= known.columns()) {
            throw wrong("%s has columns 0 to %d, not %d.", band, known.columns() - 1, column);
        }
        return new BandDetector(known, detector);
    }

    private ParameterException wrong(String sentence, Object... values) {
        return new ParameterException(spec.commandLine(), sentence.formatted(values));
    }

    /** Lines of the cycle by acquisition. */
    private Map<String, List<PixelReading>> readings(MeasurementArchive archive, String name, BandDetector id) {
        List<PixelReading> all = new ArrayList<>(archive.life(name, AcquisitionType.NIGHT_OCEAN, id, column));
        all.addAll(archive.life(name, AcquisitionType.SUN_DIFFUSER, id, column));
        return all.stream().collect(Collectors.groupingBy(PixelReading::acquisition));
    }

    private void print(EvidenceHistory history, BandDetector id, Map<String, List<PixelReading>> readings, DefectSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("time,type,epoch,configuration,level (LSB),u (LSB),noise (LSB),change,unit of change,defects,state,product");
        List<List<Life>> lives = Lives.of(history, id.label(), column, settings);
        List<Era> eras = new ArrayList<>();
        for (int i = 0; i < history.entries().size(); i++) {
            Entry entry = history.entries().get(i);
            List<PixelReading> lines = readings.get(entry.acquisition().id());
            if (lines != null) {
                boolean dark = entry.acquisition().type() == AcquisitionType.NIGHT_OCEAN;
                double change = mean(lines, PixelReading::change);
                out.printf(Locale.ROOT, "%s,%s,%d,%s,%s,%s,%s,%s,%s,%s,%s,%s%n",
                        entry.acquisition().sensingStart(), entry.acquisition().type().label(),
                        epoch(eras, new Era(entry.acquisition().epoch(), entry.evidence().shift(id.label(), column))),
                        configuration(entry.evidence(), id), number(mean(lines, PixelReading::mean)),
                        number(Math.sqrt(mean(lines, line -> line.u() * line.u()) / lines.size())),
                        number(Math.sqrt(mean(lines, line -> line.noise() * line.noise()))),
                        number(dark ? change : 100 * change), dark ? "LSB" : "%", defects(entry.evidence(), id.label()),
                        state(lives.get(i), entry, id.label()), entry.acquisition().id());
            }
        }
        out.flush();
    }

    /** Number of an epoch, from 1, in the order in which they began; one that comes back is the same. */
    private static int epoch(List<Era> eras, Era now) {
        for (int i = 0; i < eras.size(); i++) {
            if (eras.get(i).shift() == now.shift() && Epoch.sameButConfigurations(eras.get(i).epoch(), now.epoch())) {
                return i + 1;
            }
        }
        eras.add(now);
        return eras.size();
    }

    private String configuration(Evidence evidence, BandDetector id) {
        int shift = evidence.shift(id.label(), column);
        return id.band().focalPlane() == FocalPlane.VNIR ? "" : shift == Evidence.UNKNOWN ? "unknown" : "%+d".formatted(shift);
    }

    private String defects(Evidence evidence, String place) {
        if (!evidence.places().contains(place)) {
            return "not judged";
        }
        return evidence.signs().stream().filter(sign -> sign.place().equals(place) && sign.column() == column)
                .map(HistoryPixel::told).collect(Collectors.joining("; "));
    }

    private static String told(Sign sign) {
        DefectClass kind = DefectClass.valueOf(sign.kind());
        return sign.kind() + (sign.lineOfCycle() == 0 ? "" : " in line %d of the cycle".formatted(sign.lineOfCycle())) + " "
                + new TreeMap<>(sign.values()).entrySet().stream().map(value -> "%s %s%s".formatted(value.getKey(), number(value.getValue()),
                        kind.unit(value.getKey()).isEmpty() ? "" : " " + kind.unit(value.getKey()))).collect(Collectors.joining(" "));
    }

    /** Where the defects of the pixel in use stand after an acquisition. */
    private String state(List<Life> lives, Entry after, String place) {
        return lives.stream().filter(life -> life.shift() == after.evidence().shift(place, column))
                .filter(life -> life.ended() == null || life.ended().equals(after.acquisition().sensingStart()))
                .map(life -> "%s %s".formatted(life.kind(), life.status())).collect(Collectors.joining("; "));
    }

    private static double mean(List<PixelReading> lines, ToDoubleFunction<PixelReading> value) {
        return lines.stream().mapToDouble(value).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString() : "";
    }
}
