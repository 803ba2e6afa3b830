package org.penumbra.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.measure.Measurements;

/**
 * Everything known about one product on its way through the analyses; immutable, the body of the exchange.
 *
 * @param product the product
 * @param measurements its column statistics
 * @param calibration the parameters in force; empty for a raster stack, which has none
 * @param past earlier acquisitions of the same unit
 * @param settings settings in force of every analysis
 * @param outcomes what each analysis has given so far, by its id, in the order of the route
 * @param findings findings so far, in the order they were made
 * @param unusable whether an analysis found that the product must not be used; nothing is analysed after that
 * @param derived see {@link #shared}
 */
public record Dossier(Product product, Measurements measurements, Optional<CalibrationSet> calibration, Past past,
                      AnalysisSettings settings, Map<String, Outcome> outcomes, List<Finding> findings,
                      boolean unusable, Map<Class<?>, Object> derived) {

    public Dossier(Product product, Measurements measurements, Optional<CalibrationSet> calibration, Past past, AnalysisSettings settings,
                   Map<String, Outcome> outcomes, List<Finding> findings, boolean unusable) {
        this(product, measurements, calibration, past, settings, outcomes, findings, unusable, new ConcurrentHashMap<>());
    }

    public Dossier {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        findings = List.copyOf(findings);
    }

    /** What one analysis gave. */
    public record Outcome(Result result, List<Candidate> candidates, Section section) {
        public Outcome {
            Objects.requireNonNull(result, "it gave no result");
            candidates = List.copyOf(candidates);
            Objects.requireNonNull(section, "it gave no section");
        }
    }

    /** A product with its measurements, before any analysis. */
    public static Dossier open(Product product, Measurements measurements, Optional<CalibrationSet> calibration, Past past,
                               AnalysisSettings settings) {
        return new Dossier(product, measurements, calibration, past, settings, Map.of(), product.notes(), false);
    }

    /**
     * The dossier after one more analysis: its result, findings, candidates and section added.
     * A product found {@link Unusable} keeps its findings and loses all results.
     */
    public <R extends Result> Dossier after(Analysis<R> analysis) {
        if (unusable) {
            return this;
        }
        try {
            return analysed(analysis);
        } catch (Unusable reason) {
            List<Finding> all = new ArrayList<>(findings);
            all.addAll(reason.findings());
            return new Dossier(product, measurements, calibration, past, settings, Map.of(), all, true, derived);
        }
    }

    private <R extends Result> Dossier analysed(Analysis<R> analysis) {
        R result = analysis.analyse(this);
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(analysis.judge(this, result));
        Map<String, Outcome> more = new LinkedHashMap<>(outcomes);
        more.put(analysis.id(), new Outcome(result, analysis.propose(this, result), analysis.present(result)));
        return new Dossier(product, measurements, calibration, past, settings, more, all, false, derived);
    }

    /** The dossier with one more finding, of something that went on around its analyses. */
    public Dossier with(Finding finding) {
        List<Finding> all = new ArrayList<>(findings);
        all.add(finding);
        return new Dossier(product, measurements, calibration, past, settings, outcomes, all, unusable, derived);
    }

    /**
     * What several analyses derive from the product, its measurements, parameters, past and settings alone; made once, by the first that
     * asks for it.
     */
    public <T> T shared(Class<T> type, Supplier<T> made) {
        return type.cast(derived.computeIfAbsent(type, key -> made.get()));
    }

    /** The result of an earlier analysis, if it ran. */
    public <R extends Result> Optional<R> result(String id, Class<R> type) {
        return Optional.ofNullable(outcomes.get(id)).map(outcome -> type.cast(outcome.result()));
    }
}
