package org.penumbra.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.penumbra.delivery.Product.InputFile;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Refusal;
import org.penumbra.finding.Severity;

/**
 * One report of the on-line quality control (OLQC) of the processing centre, as it lies in {@code QI_DATA} of a datastrip or granule.
 *
 * @param name name of its list of checks, for example {@code RADIOMETRIC_QUALITY}
 * @param passed its {@code globalStatus}
 * @param failed what the failed checks say
 */
record QualityReport(String name, boolean passed, List<String> failed) {
    private static final Pattern REPORT = Pattern.compile(".*/QI_DATA/[^/]*(QUALITY|CORRECTNESS|CONSISTENCY)[^/]*\\.xml");

    /** @throws Refusal DELIVERY-120 to 124 */
    static QualityReport read(Path file) {
        List<String> status = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        new XmlStream()
                .on("Data_Block/report", report -> status.add(report.attribute("globalStatus")))
                .on("Data_Block/report/checkList/name", name -> names.add(name.text()))
                .on("Data_Block/report/checkList/check", check -> check.find("inspection")
                        .filter(inspection -> inspection.findAttribute("status").filter("FAILED"::equals).isPresent())
                        .ifPresent(inspection -> failed.add(check.find("message").map(XmlElement::text).orElse(inspection.attribute("id")))))
                .read(file);
        return new QualityReport(names.isEmpty() ? file.getFileName().toString() : names.get(0), !status.contains("FAILED"), failed);
    }

    /** A finding for each report that failed: a WARNING where it speaks of radiometry or the sensor, else worth knowing. */
    static List<Finding> failures(Path root, List<InputFile> files) {
        return files.stream().map(InputFile::name).filter(name -> REPORT.matcher(name).matches()).map(name -> read(root.resolve(name)))
                .filter(report -> !report.passed()).map(report -> Finding.of(DeliveryCode.QUALITY_FAILED,
                        report.name().contains("RADIOMETRIC") || report.name().contains("SENSOR") ? Severity.WARNING : Severity.INFO,
                        Finding.Place.INSTRUMENT, report.name(),
                        report.failed().isEmpty() ? "no check is named" : String.join("; ", report.failed()))).toList();
    }
}
