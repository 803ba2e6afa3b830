package org.penumbra.analysis.gain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.analysis.Analysis;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.analysis.Section;
import org.penumbra.delivery.AcquisitionType;
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
        List<GainEvent> events = dossier.settings().of("events", EventSettings.class).events();
        Spacecraft unit = dossier.product().spacecraft();
        List<Band> bands = unit.instrument().measuredBands();
        List<GainSeries> series = new ArrayList<>();
        series.add(GainSeries.of(unit.name(), own(dossier, bands)));
        settings.units().stream().filter(name -> !name.equals(unit.name())).map(name -> GainSeries.of(name, archived(dossier, name, bands)))
                .filter(other -> !other.points().isEmpty()).forEach(series::add);
        return new GainTrends(bands, List.of(unit), events, settings).judge(series, Quantity.RESPONSIVITY);
    }

    @Override
    public List<Finding> judge(Dossier dossier, TrendResult result) {
        return TrendFindings.of(result.about(dossier.product().spacecraft().name()::equals, band -> true));
    }

    @Override
    public Section present(TrendResult result) {
        return new TrendSection(result).section();
    }

    private static List<GainPoint> own(Dossier dossier, List<Band> bands) {
        List<GainPoint> points = new ArrayList<>(archived(dossier, dossier.product().spacecraft().name(), bands));
        Optional<GainResult> now = dossier.result("absolute-gain", GainResult.class);
        points.removeIf(point -> point.source().equals(dossier.product().id()));
        now.ifPresent(result -> points.add(new GainPoint(dossier.product().sensingStart(), dossier.product().id(),
                values(result.values(), bands, "gain"), values(result.values(), bands, "solarIrradiance"), references(result.values(), bands))));
        return points;
    }

    private static List<GainPoint> archived(Dossier dossier, String unit, List<Band> bands) {
        return dossier.past().acquisitions(unit, AcquisitionType.SUN_DIFFUSER, dossier.product().sensingStart()).stream()
                .map(acquisition -> point(acquisition, bands)).toList();
    }

    private static GainPoint point(Acquisition acquisition, List<Band> bands) {
        return new GainPoint(acquisition.sensingStart(), acquisition.id(), values(acquisition.values(), bands, "gain"),
                values(acquisition.values(), bands, "solarIrradiance"), references(acquisition.values(), bands));
    }

    private static Map<String, Double> values(Map<String, Double> values, List<Band> bands, String name) {
        Map<String, Double> byBand = new HashMap<>();
        bands.forEach(band -> Optional.ofNullable(values.get("absolute-gain/" + band.name() + "/" + name)).ifPresent(value -> byBand.put(band.name(), value)));
        return byBand;
    }

    /** A of the R2ABCA in force: what was measured without its change. */
    private static Map<String, Double> references(Map<String, Double> values, List<Band> bands) {
        Map<String, Double> references = values(values, bands, "gain");
        Map<String, Double> changes = values(values, bands, "change");
        references.keySet().retainAll(changes.keySet());
        references.replaceAll((band, gain) -> gain / (1 + changes.get(band)));
        return references;
    }
}
