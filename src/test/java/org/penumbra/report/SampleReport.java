package org.penumbra.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Missing;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Result;
import org.penumbra.analysis.Section;
import org.penumbra.analysis.Table;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.FindingCode;
import org.penumbra.finding.Severity;
import org.penumbra.instrument.Instrument;
import org.penumbra.instrument.Spacecraft;
import org.penumbra.report.drawing.SampleFigures;
import org.penumbra.settings.Setting;
import org.penumbra.settings.Settings;

/** A made-up night-ocean product with everything a report can hold, so that the whole of it can be looked at and checked. */
final class SampleReport {
    static final String HOSTILE = "<script>alert('B10 & \"B11\"')</script>";
    static final Run RUN = new Run("01J9Z3", 1, Instant.parse("2026-11-21T03:10:00Z"), Instant.parse("2026-11-21T03:14:07.25Z"));

    private SampleReport() {
    }

    /** Settings as an analysis has them. */
    record DarkSettings(
            @Setting(unit = "LSB", value = "0.5", source = "METHODS 2", why = "five times what a healthy VNIR detector moves in a month")
            double warningChangeVnir,
            @Setting(unit = "LSB", value = "1", source = "METHODS 2", why = "twice the warning")
            double alarmChangeVnir,
            @Setting(unit = "1", value = "0.01", source = "METHODS 0", why = "false discoveries that are accepted among the pixels called")
            double falseDiscoveryRate,
            @Setting(unit = "acquisitions", value = "6", source = "project default",
                    why = "long enough to be quiet, short enough to follow an epoch")
            int historyLength) {
    }

    /** Findings of all kinds. */
    enum Code implements FindingCode {
        DETECTOR_CHANGE("DARK-101", "The dark level of the detector moved by %.3f LSB, beyond %.3f LSB.",
                "Have the candidate R2EQOG judged, and look for a temperature step first."),
        NOISE("DARK-104", "The noise of the band is %.1f %% above its history.",
                "Compare with the focal-plane temperature; ask for a second night-ocean acquisition if it stays."),
        PIXEL("DARK-120", "The dark level of the pixel moved by %.2f LSB.", "Nothing: the pixel is watched."),
        TEXT("DARK-130", "%s", "Read the message.");

        private final Wording wording;

        Code(String code, String template, String action) {
            wording = new Wording(code, template, action);
        }

        @Override
        public Wording wording() {
            return wording;
        }
    }

    /** A result that is nothing but its summary. */
    record Given(Object summary) implements Result {
    }

    record Noise(String band, double alpha, double beta, Object snrAtLref, double lref, double snrRequired) {
    }

    static Report of(List<Finding> findings) {
        return Report.of(dossier(findings, outcomes()), OptionalLong.of(18_432), "penumbra 0.1.0", RUN);
    }

    /** The whole sample, its calibration files included. */
    static Report whole() {
        Report report = of(findings());
        List<CalibrationSet.Used> calibration = List.of(
                used("R2EQOG", "S2A_OPER_GIP_R2EQOG_MPC__20261001T000000_V20261005T000000_21000101T000000_B01", "a"),
                used("R2ABCA", "S2A_OPER_GIP_R2ABCA_MPC__20260901T000000_V20260910T000000_21000101T000000_B00", "b"),
                used("BLINDP", "S2A_OPER_GIP_BLINDP_MPC__20150605T094736_V20150622T000000_21000101T000000_B00", "c"));
        return new Report(report.run(), report.software(), report.product(), report.lines(), calibration, report.configuration(), report.verdict(),
                report.findings(), report.outcomes());
    }

    static Dossier dossier(List<Finding> findings, Map<String, Dossier.Outcome> outcomes) {
        AnalysisSettings settings = new AnalysisSettings(List.of());
        settings.of("dark-signal", DarkSettings.class);
        return new Dossier(product(), null, Optional.empty(), Past.NONE, settings, outcomes, findings, false);
    }

    /** The same product found to be unusable: findings without any outcome. */
    static Report unusable() {
        Dossier read = dossier(findings(), Map.of());
        return Report.of(new Dossier(read.product(), read.measurements(), read.calibration(), read.past(), read.settings(), Map.of(),
                read.findings(), true), OptionalLong.empty(), "penumbra 0.1.0", RUN);
    }

    static List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.measured(Code.PIXEL, Severity.INFO, Place.pixel("B02", 3, 1201, 2), 3.2, 2, "LSB", 3.2));
        findings.add(Finding.of(Code.TEXT, Severity.INFO, Place.INSTRUMENT, "No archived dark of this epoch: the reference in force was used."));
        findings.add(Finding.measured(Code.NOISE, Severity.WARNING, Place.band("B11"), 0.0731, 0.05, "1", 7.31));
        findings.add(Finding.measured(Code.DETECTOR_CHANGE, Severity.ALARM, Place.detector("B10", 3), 6.402, 5, "LSB", 6.402, 5.0));
        findings.add(Finding.measured(Code.DETECTOR_CHANGE, Severity.ALARM, Place.detector("B10", 11), -5.81, 5, "LSB", -5.81, 5.0));
        findings.add(Finding.measured(Code.NOISE, Severity.WARNING, Place.band(HOSTILE), Double.NaN, 0.05, "1", Double.NaN));
        findings.add(Finding.of(Code.TEXT, Severity.INFO, Place.column("B12", 7, 40), "A very long message: "
                + "the light of a ship crossed the strip, and ".repeat(30) + "https://example.invalid/" + "x".repeat(200)));
        return findings;
    }

    static Map<String, Dossier.Outcome> outcomes() {
        Map<String, Dossier.Outcome> outcomes = new LinkedHashMap<>();
        outcomes.put("dark-signal", outcome("dark-signal", "Dark signal", darkSummary(), List.of(darkTable(), detectorTable()), SampleFigures.dark(),
                List.of(new Candidate("R2EQOG", "S2A_OPER_GIP_R2EQOG_PNMB_20261121T031407_V20261121T000000_21000101T000000_B10.xml",
                        "Dark coefficients of B10, detectors 3 and 11, from this acquisition.", file -> Files.writeString(file, "<a/>")))));
        outcomes.put("noise", outcome("noise", "Noise model and SNR", Map.of("bands", SampleFigures.BANDS.stream()
                        .map(band -> new Noise(band, 0.241, 1.64e-4,
                                band.equals("B09") ? new Missing("no beta is known for this unit") : 209.25, 128, 154)).toList()),
                List.of(snrTable()), List.of(SampleFigures.others().get(2)), List.of()));
        outcomes.put("equalisation", outcome("equalisation", "Equalisation", bands(Map.of(
                        "fpn", 0.0007, "fpnReference", 0.0004, "men", 0.0012, "prnu", 0.0006,
                        "gainChangeStd", 0.0003, "maxAbsGainChange", 0.0041, "detectors", List.of(Map.of(
                                "detector", 1, "fpn", 0.0007, "men", 0.0012, "gainChangeMean", -0.0002,
                                "gainChangeStd", 0.0003, "maxAbsGainChange", 0.0041)))),
                List.of(), List.of(), List.of()));
        outcomes.put("absolute-gain", outcome("absolute-gain", "Absolute gain", bands(Map.of(
                        "gain", 4.1, "uncertainty", 0.04, "reference", 4.09, "change", 0.00244,
                        "reflectanceResponsivity", 7727.2, "detectors", List.of(Map.of("detector", 1, "gain", 4.1)))),
                List.of(), List.of(SampleFigures.others().get(0)), List.of()));
        outcomes.put("sensitivity", outcome("sensitivity", "Method sensitivity", bands(Map.of(
                        "variants", List.of(Map.of("name", "clip level 3", "gainChange", 1e-5, "fpnChange", Double.NaN)),
                        "budget", List.of(Map.of("name", "cosine", "contribution", 0.004)), "total", 0.012,
                        "monteCarlo", Map.of("mean", 4.1, "std", 0.049, "p2_5", 4.0, "p97_5", 4.2, "samples", 10_000))),
                List.of(), List.of(SampleFigures.others().get(1)), List.of()));
        outcomes.put("defective-pixels", outcome("defective-pixels", "Defective pixels", Map.of("pixels", List.of(Map.of(
                        "band", "B10", "detector", 3, "column", 417, "lineOfCycle", 2,
                        "class", "TELEGRAPH", "status", "CANDIDATE", "since", "2026-11-20", "evidence", Map.of("gap", 4.2)))),
                List.of(), List.of(), List.of()));
        outcomes.put("swir-selection", outcome("swir-selection", "SWIR selection", bands(Map.of("detectors", List.of(Map.of(
                        "detector", 3, "configuration", List.of(-1, 0, 1), "mismatches", List.of(417),
                        "proposals", List.of(Map.of("column", 417, "from", 0, "to", 1, "expectedNoise", 0.7, "reason", "defect removed")))))),
                List.of(), List.of(), List.of()));
        outcomes.put("striping", outcome("striping", "Striping", bands(Map.of("detectors", List.of(Map.of("detector", 3,
                        "stripes", List.of(Map.of("column", 99, "relativeDeviation", 0.011, "significance", 7.5)), "interDetectorStep", 0.002)))),
                List.of(), List.of(), List.of()));
        return outcomes;
    }

    private static Dossier.Outcome outcome(String id, String title, Object summary, List<Table> tables,
                                           List<Figure> figures, List<Candidate> candidates) {
        List<Settings.Effective> settings = id.equals("dark-signal") ? Settings.effective(Settings.defaults(DarkSettings.class)) : List.of();
        Section.MethodCard card = new Section.MethodCard(List.of(
                "The mean over kept lines of the raw counts is compared with COEFF_D of the R2EQOG in force "
                        + "and with the median of the last six acquisitions of the epoch.",
                "Outliers in time are cut per column and line of cycle at five robust scales; "
                        + "a line in which more than 1 % of columns are cut is dropped whole."), settings);
        return new Dossier.Outcome(new Given(summary), candidates, new Section(id, title, card, tables, figures));
    }

    private static Map<String, Object> bands(Map<String, Object> values) {
        Map<String, Object> band = new LinkedHashMap<>(values);
        band.put("band", "B11");
        return Map.of("bands", List.of(band));
    }

    private static Map<String, Object> darkSummary() {
        Map<String, Object> detector = new LinkedHashMap<>(Map.of("detector", 1, "mean", 60.125, "dsnu", 0.1 + 0.2, "noise", 0.53,
                "meanChange", 0.02, "blindChange", -0.01, "maxAbsChange", 3.2, "pixelsBeyond", 4));
        detector.put("blindDrift", new Missing("compressed: no blind pixel was measured"));
        detector.put("halvesChange", Double.NaN);
        Map<String, Object> band = new LinkedHashMap<>(Map.of("mean", 60.125, "dsnu", 0.31, "noise", 2e-23, "meanChange", 0.02,
                "maxAbsChange", Double.POSITIVE_INFINITY, "pixelsBeyond", 4));
        band.put("detectors", List.of(detector));
        return bands(band);
    }

    private static Table darkTable() {
        List<Table.Column> columns = List.of(Table.Column.text("Band"), new Table.Column("Mean", "LSB", 2),
                new Table.Column("DSNU", "LSB", 3), new Table.Column("Noise", "LSB", 3), new Table.Column("Mean change", "LSB", 3),
                new Table.Column("Largest change", "LSB", 2), new Table.Column("Pixels beyond", "", -1), Table.Column.text("Status"));
        return new Table("Bands", columns, SampleFigures.BANDS.stream().map(band -> List.<Object>of(
                band.equals("B05") ? HOSTILE : band, 60.1234, 0.234, band.equals("B09") ? Double.NaN : 0.531,
                -0.0213, band.equals("B10") ? new Missing("one detector is absent") : 12.3456, 12_345,
                band.equals("B10") ? Severity.ALARM : band.equals("B11") ? Severity.WARNING : Severity.INFO)).toList());
    }

    private static Table detectorTable() {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.text("Band")));
        IntStream.rangeClosed(1, 12).forEach(detector -> columns.add(new Table.Column("D%02d".formatted(detector), "LSB", 4)));
        return new Table("Mean change of each detector", columns, SampleFigures.BANDS.stream().map(band -> {
            List<Object> row = new ArrayList<>(List.of(band));
            row.addAll(Collections.nCopies(12, -0.1634));
            return row;
        }).toList());
    }

    private static Table snrTable() {
        List<Table.Column> columns = List.of(Table.Column.text("Band"), new Table.Column("Lref", "W.m-2.sr-1.µm-1", 2),
                new Table.Column("alpha", "LSB", 3), new Table.Column("beta", "LSB", -1),
                new Table.Column("SNR at Lref", "", 0), new Table.Column("Required", "", 0));
        return new Table("Signal-to-noise ratio at the reference radiance", columns, SampleFigures.BANDS.stream()
                .map(band -> List.<Object>of(band, 129.11, 0.241, 1.64e-4, 1390.2, 129.0)).toList());
    }

    private static CalibrationSet.Used used(String type, String id, String digit) {
        return new CalibrationSet.Used(type, id, digit.repeat(64));
    }

    static Product product() {
        List<Product.InputFile> inputs = new ArrayList<>();
        for (int granule = 0; granule < 12; granule++) {
            for (String band : SampleFigures.BANDS) {
                inputs.add(new Product.InputFile("GRANULE/D%02d/IMG_DATA/%s.jp2".formatted(granule + 1, band), 7_000_000,
                        "%064x".formatted(granule * 13 + inputs.size())));
            }
        }
        inputs.add(new Product.InputFile("manifest.safe", 40_000, "f".repeat(64)));
        inputs.add(new Product.InputFile("DATASTRIP/S2A_OPER_MTD_L1A_DS.xml", 20_000_000, "e".repeat(64)));
        Spacecraft s2a = new Spacecraft("S2A", "Sentinel-2A", "S2A",
                new Instrument("msi", 12, List.of(), 4095, 180, 1000, 1.508, List.of(), List.of(), List.of(), false),
                List.of(), Map.of(), Map.of());
        return new Product("S2A_OPER_PRD_MSIL1A_PDMC_20261120T101500_R008_V20261120T100000_20261120T100028", s2a,
                AcquisitionType.NIGHT_OCEAN, "INS-DASC", "L1A", Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-11-20T10:00:28Z"),
                Optional.of(datastrip()), Map.of(), Map.of(), inputs, List.of(), Path.of("."));
    }

    private static Datastrip datastrip() {
        List<Datastrip.Granule> granules = IntStream.rangeClosed(1, 96).mapToObj(i -> new Datastrip.Granule("G" + i, i % 12 + 1, 1)).toList();
        return new Datastrip("S2A_OPER_MSI_L1A_DS", "L1A", "Sentinel-2A", "GS2A", "INS-DASC", Instant.parse("2026-11-20T10:00:00Z"), null,
                "DESCENDING", Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-11-20T10:00:28Z"), "05.11", granules,
                false, true, 3, List.of(), List.of(), Map.of(), Map.of(), Map.of(),
                0.0, 0, 1.508, List.of(), List.of(), true, Map.of(), List.of(), List.of(), List.of(), null, 18.0, Map.of(), List.of(), Map.of());
    }
}
