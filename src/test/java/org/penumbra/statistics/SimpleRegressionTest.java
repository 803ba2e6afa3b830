package org.penumbra.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.penumbra.ReferenceData;

/** Why there is no line fit of our own. */
class SimpleRegressionTest {

    @Test
    void the_library_fits_the_certified_slope_of_Norris_to_12_digits() throws IOException {
        List<String> lines = Files.readAllLines(ReferenceData.path("nist_strd/linear/Norris.dat"));
        SimpleRegression line = new SimpleRegression();
        lines.stream().skip(60).map(String::strip).filter(text -> !text.isEmpty()).map(text -> text.split("\\s+"))
                .forEach(yx -> line.addData(Double.parseDouble(yx[1]), Double.parseDouble(yx[0])));
        assertThat(line.getN()).isEqualTo(36);
        assertThat(NistUnivariate.logRelativeError(line.getSlope(), 1.00211681802045)).isGreaterThanOrEqualTo(12);
        assertThat(NistUnivariate.logRelativeError(line.getIntercept(), -0.262323073774029)).isGreaterThanOrEqualTo(12);
        // residuals are the difference of sums 160 000 times as large: 5.2 of 15 digits cancel
        assertThat(NistUnivariate.logRelativeError(line.getSlopeStdErr(), 0.429796848199937e-03)).isGreaterThanOrEqualTo(15 - 5.2);
        assertThat(NistUnivariate.logRelativeError(line.getInterceptStdErr(), 0.232818234301152)).isGreaterThanOrEqualTo(15 - 5.2);
    }
}
