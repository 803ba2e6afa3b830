package org.penumbra.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.penumbra.analysis.Candidate;
import org.penumbra.analysis.Decision;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Dossier.Outcome;
import org.penumbra.analysis.Figure;
import org.penumbra.analysis.Section;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;

/**
 * Everything that is published about one processed product (FORMATS 4); what it becomes, JSON or a page, is decided elsewhere.
 *
 * @param run identity and times of the run that made it
 * @param software name and version of the program
 * @param product the product
 * @param lines its length in shortest line periods (10 m lines of MSI); empty where it is not known
 * @param calibration the calibration files in force
 * @param configuration the settings in force
 * @param verdict the one word
 * @param findings all findings, the most severe first, otherwise in the order they were made
 * @param outcomes what each analysis gave, by its id, in the order of the route; empty for an unusable product
 */
public record Report(Run run, String software, Product product, OptionalLong lines, List<CalibrationSet.Used> calibration,
                     Configuration configuration, Verdict verdict, List<Finding> findings, Map<String, Outcome> outcomes) {

    public Report {
        calibration = List.copyOf(calibration);
        findings = findings.stream().sorted(Comparator.comparing(Finding::severity).reversed()).toList();
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }

    /**
     * The report of a product. Its verdict is the worst severity among its findings; one that must not be used has findings and no measurement.
     *
     * @param lines length of the strip in shortest line periods; empty where it is not known
     */
    public static Report of(Dossier dossier, OptionalLong lines, String software, Run run) {
        return new Report(run, software, dossier.product(), lines, dossier.calibration().map(CalibrationSet::used).orElse(List.of()),
                Configuration.of(dossier.settings().inForce()), dossier.unusable() ? Verdict.UNUSABLE : Verdict.of(dossier.findings()),
                dossier.findings(), dossier.outcomes());
    }

    /** The sections in the order of the route. */
    public List<Section> sections() {
        return outcomes.values().stream().map(Outcome::section).toList();
    }

    /** The figures of all sections, in their order. */
    public List<Figure> figures() {
        return sections().stream().flatMap(section -> section.figures().stream()).toList();
    }

    /** What a calibration product ends in (METHODS 9); empty for nominal images, and where the product must not be used. */
    public Optional<Decision> decision() {
        return Decision.of(outcomes.values());
    }

    /** The calibration files that the analyses propose. */
    public List<Candidate> candidates() {
        return outcomes.values().stream().flatMap(outcome -> outcome.candidates().stream()).toList();
    }
}
