package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.Published;

/** The example of {@code docs/raster-stacks.adoc}. */
class DocumentedStackTest {
    private static final Pattern FILE = Pattern.compile("cat > (\\S+) <<'END'\n(.*?)END\n", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void the_example_of_the_manual_gives_the_report_that_it_promises() throws Exception {
        Matcher file = FILE.matcher(Files.readString(Path.of("docs/raster-stacks.adoc")));
        while (file.find()) {
            Chain.put(directory.resolve(file.group(1)), file.group(2));
        }
        byte[] samples = new byte[1_008_000];
        new Random(1).nextBytes(samples);
        Files.write(directory.resolve("stack/dark.raw"), samples);
        try (Chain chain = new Chain(directory.resolve("var"))) {
            Published published = chain.publish(directory.resolve("stack"), directory.resolve("no-calibration"), directory.resolve("out"));
            assertThat(published.report().path("verdict").asText()).isEqualTo("OK");
            // uniform from 0 to 255: a standard deviation of √((256² − 1)/12);
            // the median noise of 1 000 columns is lower by less than that of one, 2 %
            assertThat(published.report().at("/analyses/dark-signal/bands/0/mean").asDouble())
                    .isCloseTo(127.5, within(5 * 73.9 / Math.sqrt(1_008_000)));
            assertThat(published.report().at("/analyses/dark-signal/bands/0/noise").asDouble()).isCloseTo(73.9, within(0.02 * 73.9));
            assertThat(published.report().at("/product/id").asText()).isEqualTo("vega_DEMO_20260305T002601_night-ocean");
        }
    }
}
