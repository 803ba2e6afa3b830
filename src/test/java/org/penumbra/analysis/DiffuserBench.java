package org.penumbra.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.penumbra.analysis.equalisation.Equalisation;
import org.penumbra.analysis.equalisation.EqualisationResult;
import org.penumbra.analysis.gain.AbsoluteGain;
import org.penumbra.analysis.gain.BandGain;
import org.penumbra.analysis.gain.GainResult;
import org.penumbra.analysis.noise.Noise;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Datastrip;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Severity;
import org.penumbra.simulation.Scenario;
import org.penumbra.simulation.ScenarioFile;
import org.penumbra.simulation.SimulatedAcquisition;

/**
 * The diffuser acquisition of a simulated series, and its darks as the archive would give them, measured in memory.
 *
 * @param acquisition the diffuser acquisition, which is the last of the series
 * @param dossier its dossier before any analysis
 * @param calibration directory of the calibration set
 */
public record DiffuserBench(SimulatedAcquisition acquisition, Dossier dossier, Path calibration) {
    private static final String PAIR = ", series: [{days: 0, acquisition_type: night-ocean}, {days: 3, acquisition_type: sun-diffuser}]";

    /** A scenario of {@code testdata/scenarios}. */
    public static DiffuserBench ofFile(String name, Path directory) {
        return of(ScenarioFile.read(Path.of("testdata/scenarios", name)), directory, true);
    }

    /** A dark and, three days later, a diffuser acquisition; keys are those of a scenario in a YAML flow mapping. */
    public static DiffuserBench ofPair(String keys, Path directory) {
        return of(scenario(keys + PAIR, directory), directory, true);
    }

    /** The same with a dark of 192 lines, which is insufficient evidence. */
    public static DiffuserBench withShortDark(String keys, Path directory) {
        Scenario scenario = scenario(keys + PAIR, directory);
        DiffuserBench bench = of(scenario, directory, false);
        Scenario nights = RecordCopy.with(RecordCopy.with(scenario, "linesPerGranule", 192), "lastGranuleLines", 192);
        Past past = new ArchivedDark().with(InMemory.dossier(InMemory.simulator().acquisitions(nights).get(0), bench.calibration(), Past.NONE));
        Dossier lit = bench.dossier();
        return new DiffuserBench(bench.acquisition(),
                Dossier.open(lit.product(), lit.measurements(), lit.calibration(), past, lit.settings()), bench.calibration());
    }

    /** A diffuser acquisition without any dark. */
    public static DiffuserBench withoutDark(String keys, Path directory) {
        return of(scenario(keys + PAIR, directory), directory, false);
    }

    private static DiffuserBench of(Scenario scenario, Path directory, boolean archive) {
        Path calibration = InMemory.calibration(scenario, directory.resolve("calibration"));
        ArchivedDark past = new ArchivedDark();
        SimulatedAcquisition lit = null;
        for (SimulatedAcquisition acquisition : InMemory.simulator().acquisitions(scenario)) {
            if (acquisition.product().type() == AcquisitionType.SUN_DIFFUSER) {
                lit = acquisition;
            } else if (archive) {
                past.with(InMemory.dossier(acquisition, calibration, Past.NONE));
            }
        }
        return new DiffuserBench(lit, InMemory.dossier(lit, calibration, past), calibration);
    }

    /** The dossier after all analyses of the route. */
    public Dossier analysed() {
        return analysed(dossier);
    }

    public static Dossier analysed(Dossier dossier) {
        return dossier.after(new Noise()).after(new Equalisation()).after(new AbsoluteGain());
    }

    /** The same measurements with other metadata. */
    public Dossier with(Datastrip datastrip) {
        Product was = dossier.product();
        Product product = new Product(was.id(), was.spacecraft(), was.type(), was.datatakeType(), was.level(), was.sensingStart(), was.sensingStop(),
                java.util.Optional.of(datastrip), was.images(), was.knownDefects(), was.inputs(), was.notes(), was.root());
        return Dossier.open(product, dossier.measurements(), dossier.calibration(), dossier.past(), dossier.settings());
    }

    public static EqualisationResult equalisation(Dossier dossier) {
        return dossier.result("equalisation", EqualisationResult.class).orElseThrow();
    }

    public static BandGain gain(Dossier dossier, String band) {
        return dossier.result("absolute-gain", GainResult.class).orElseThrow().bands().stream()
                .filter(one -> one.band().name().equals(band)).findFirst().orElseThrow();
    }

    /** Codes of the findings from some severity on, each once. */
    public static List<String> codes(Dossier dossier, Severity least) {
        return dossier.findings().stream().filter(finding -> finding.severity().compareTo(least) >= 0)
                .map(finding -> finding.code().code()).distinct().toList();
    }

    public static List<Finding> findings(Dossier dossier, String code) {
        return dossier.findings().stream().filter(finding -> finding.code().code().equals(code)).toList();
    }

    private static Scenario scenario(String keys, Path directory) {
        try {
            Path file = Files.createDirectories(directory).resolve("scenario.yaml");
            Files.writeString(file, "{" + keys + "}");
            return ScenarioFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
