package org.penumbra.analysis.noise;

import java.util.List;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Section.MethodCard;
import org.penumbra.analysis.Table;
import org.penumbra.analysis.Table.Column;
import org.penumbra.settings.Settings;

/** The part of the report that speaks of the noise model. */
final class NoiseSection {
    private static final List<String> METHOD = List.of(
            "alpha is the noise in the dark from line-to-line differences, in equalised counts, quantisation included: the root of the median "
                    + "over columns of the variance, or of its trimmed mean where the noise is below the quantisation's reach. It is given at "
                    + "level 1B sampling: in the 60 m bands three columns are averaged.",
            "A dark alone gives alpha; beta is that of the R2NOMO in force. The Sun on the diffuser gives beta, the median over columns of (lit "
                    + "variance - dark variance)/Z, the trend of the illumination removed, with alpha of the archived dark. A new R2NOMO is "
                    + "proposed when the one in force misses the noise of the second half of the lines by more than its limit, and the model of the "
                    + "first half fits it better. "
                    + "SNR(Lref) = A.Lref / sqrt(alpha² + beta.A.Lref) with A of the R2ABCA in force; Lref and the requirement are those of the "
                    + "instrument profile. The noise model in product metadata before January 2025 is obsolete and is not used.",
            "u is the standard uncertainty from the scatter of the columns: of a median 1.2533 robust standard deviations over the root of "
                    + "their number. That of the SNR is of what was measured here; what R2NOMO and R2ABCA give states none.");

    private NoiseSection() {
    }

    static Section of(NoiseResult result) {
        List<Column> columns = List.of(Column.text("band"), new Column("alpha", "LSB", 5), new Column("u(alpha)", "LSB", 5),
                new Column("alpha of R2NOMO", "LSB", 4), new Column("beta", "LSB", 7), new Column("u(beta)", "LSB", 7),
                new Column("beta of R2NOMO", "LSB", 7), new Column("Lref", "W.m-2.sr-1.µm-1", 2),
                new Column("SNR at Lref", "", 1), new Column("u(SNR)", "", 2), new Column("required", "", 0));
        List<List<Object>> rows = result.bands().stream().map(noise -> List.<Object>of(
                noise.band().name(), noise.alpha().value(), noise.alpha().uncertainty(), noise.alphaReference(),
                noise.beta().value(), noise.beta().uncertainty(), noise.betaReference(), noise.band().referenceRadiance(),
                noise.snrAtReference(), noise.snrUncertainty(), noise.band().requiredSnr())).toList();
        return new Section("noise", "Noise model and signal-to-noise ratio", new MethodCard(METHOD, Settings.effective(result.settings())),
                List.of(new Table("Noise model at level 1B sampling", columns, rows)), result.history().figures());
    }
}
