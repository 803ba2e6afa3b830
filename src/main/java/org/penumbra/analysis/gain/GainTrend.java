package org.penumbra.analysis.gain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Section;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Spacecraft;

/** The reflectance responsivity of this acquisition in the series of its unit, and beside the other units (METHODS 5). */
public final class GainTrend implements Analysis<TrendResult> {

    @Override
    public String id() {
        return "gain-trend";
    }

    @Override
    public Set<AcquisitionType> accepts() {
        return Set.of(AcquisitionType.SUN_DIFFUSER);
    }

    @Override
    public Optional<Class<? extends Record>> settings() {
        return Optional.of(TrendSettings.class);
    }

    @Override
    public TrendResult analyse(Dossier dossier) {
        TrendSettings settings = dossier.settings().of(id(), TrendSettings.class);
        Spacecraft unit = dossier.product().spacecraft();
        List<Band> bands = unit.instrument().measuredBands();
        List<GainSeries> series = new ArrayList<>();
        series.add(GainSeries.of(unit.unit(), own(dossier, bands)));
        List<String> others = settings.units().stream().filter(name -> !name.equals(unit.unit())).toList();
        others.stream().map(name -> GainSeries.of(name, KnownGains.of(dossier.past(), name, bands, dossier.product().sensingStart())))
                .filter(other -> !other.points().isEmpty()).forEach(series::add);
        List<GainEvent> events = new ArrayList<>(GainEvent.known(dossier.settings().of("events", EventSettings.class), dossier.past(),
                series.stream().map(GainSeries::unit).toList(), unit.instrument(), dossier.product().sensingStart()));
        EpochEnds.before(dossier).ifPresent(events::add);
        return new GainTrends(bands, events, settings).judge(series, Quantity.RESPONSIVITY);
    }

    @Override
    public List<Finding> judge(Dossier dossier, TrendResult result) {
        return TrendFindings.of(result.about(dossier.product().spacecraft().unit()::equals, band -> true));
    }

    @Override
    public Section present(TrendResult result) {
        return new TrendSection(result).section();
    }

    /** What is remembered of the unit, and this acquisition: in the place of an earlier analysis of the same product. */
    private static List<GainPoint> own(Dossier dossier, List<Band> bands) {
        Product product = dossier.product();
        List<GainPoint> points = new ArrayList<>(KnownGains.of(dossier.past(), product.spacecraft().unit(), bands, product.sensingStart()));
        // one without any gain is still the newest, so that no earlier one is judged in its place
        Map<String, Double> now = dossier.result("absolute-gain", GainResult.class).map(GainResult::values).orElse(Map.of());
        points.add(KnownGains.of(product.sensingStart(), product.id(), now, bands));
        return points;
    }
}
