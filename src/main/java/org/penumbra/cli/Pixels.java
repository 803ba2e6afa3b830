package org.penumbra.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.penumbra.history.PixelExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the pixels of a report. */
@Command(name = "pixels", description = "Prints the pixels of a report as CSV, or writes them as Parquet.")
final class Pixels implements Callable<Integer> {
    enum Format { CSV, PARQUET }

    @Parameters(paramLabel = "REPORT_DIR", description = "Directory of a report.")
    private Path report;

    @Option(names = "--band", paramLabel = "B", description = "Only this band, for example B8A.")
    private String band;

    @Option(names = "--detector", paramLabel = "D", description = "Only this detector, from 1.")
    private Integer detector;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv or parquet (default: csv).")
    private Format format = Format.CSV;

    @Override
    public Integer call() {
        PixelExport export = new PixelExport(report.resolve("pixels.parquet"), Optional.ofNullable(band), Optional.ofNullable(detector));
        if (format == Format.CSV) {
            export.csv(System.out);
        } else {
            export.parquet(System.out);
        }
        return 0;
    }
}
