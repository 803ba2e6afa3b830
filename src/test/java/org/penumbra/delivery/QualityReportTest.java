package org.penumbra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.ReferenceData;
import org.penumbra.delivery.Product.InputFile;
import org.penumbra.finding.Severity;

class QualityReportTest {
    @TempDir
    private Path root;

    @Test
    void a_failed_radiometric_report_is_a_warning_that_says_what_failed() throws IOException {
        String name = "DATASTRIP/S2A_OPER_MSI_L1B_DS/QI_DATA/S2A_OPER_MSI_L1B_DS_RADIOMETRIC_QUALITY_report.xml";
        Files.createDirectories(root.resolve(name).getParent());
        Files.copy(ReferenceData.path("s2_metadata/olqc/S2A_20251215_L1B_DS_RADIOMETRIC_QUALITY_FAILED.xml"), root.resolve(name));
        var findings = QualityReport.failures(root, List.of(new InputFile(name, 1, ""), new InputFile("manifest.safe", 1, "")));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.code()).isEqualTo(DeliveryCode.QUALITY_FAILED);
            assertThat(finding.message()).contains("RADIOMETRIC_QUALITY", "Equalization Mode is set to FALSE");
        });
    }

    @Test
    void a_report_that_passed_is_no_finding() {
        QualityReport report = QualityReport.read(ReferenceData.path("s2_metadata/olqc/S2A_20210713_DS_RADIOMETRIC_QUALITY.xml"));
        assertThat(report).isEqualTo(new QualityReport("RADIOMETRIC_QUALITY", true, List.of()));
    }
}
