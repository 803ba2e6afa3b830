package org.penumbra.statistics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import org.penumbra.ReferenceData;

/** One certified data set of the NIST Statistical Reference Datasets, univariate summary statistics. */
public record NistUnivariate(String name, List<BigDecimal> values, double mean, double standardDeviation) {

    public static List<String> names() {
        return List.of("Lew.dat", "Lottery.dat", "Mavro.dat", "Michelso.dat", "NumAcc1.dat", "NumAcc2.dat", "NumAcc3.dat",
                "NumAcc4.dat", "PiDigits.txt");
    }

    public static NistUnivariate read(String name) {
        try {
            List<String> lines = Files.readAllLines(ReferenceData.path("nist_strd/univariate/" + name));
            int rule = 0;
            while (!lines.get(rule).matches("-+\\s*")) {
                rule++;
            }
            List<BigDecimal> values = lines.stream().skip(rule + 1).map(String::strip).filter(line -> !line.isEmpty())
                    .map(BigDecimal::new).toList();
            return new NistUnivariate(name, values, certified(lines, "Sample Mean"), certified(lines, "Sample Standard Deviation"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double certified(List<String> lines, String label) {
        String line = lines.stream().filter(candidate -> candidate.startsWith(label)).findFirst().orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(':') + 1).replaceAll("\\(exact\\)", "").strip());
    }

    /** Power of ten that makes every value an integer. */
    public int decimals() {
        return values.stream().mapToInt(value -> Math.max(0, value.stripTrailingZeros().scale())).max().orElseThrow();
    }

    public long[] integers() {
        return values.stream().mapToLong(value -> value.movePointRight(decimals()).longValueExact()).toArray();
    }

    /** Correct digits, −log10 of the relative error, at most 15 as certificates have 15. */
    public static double logRelativeError(double measured, double certified) {
        return measured == certified ? 15 : Math.min(15, -Math.log10(Math.abs(measured - certified) / Math.abs(certified)));
    }
}
