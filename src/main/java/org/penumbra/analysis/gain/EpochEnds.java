package org.penumbra.analysis.gain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Earlier;
import org.penumbra.analysis.Epoch;
import org.penumbra.analysis.Past;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.delivery.Product;
import org.penumbra.instrument.Band;
import org.penumbra.instrument.Instrument;

/** Where an epoch ends from one diffuser acquisition of a unit to the next: series are cut there as at an event (METHODS 0). */
final class EpochEnds {
    private EpochEnds() {
    }

    /**
     * Those between the archived acquisitions of a unit.
     *
     * @param before exclusive
     */
    static List<GainEvent> archived(Past past, String unit, Instrument instrument, Instant before) {
        List<GainEvent> ends = new ArrayList<>();
        List<Acquisition> all = known(past, unit, before);
        for (int i = 1; i < all.size(); i++) {
            Acquisition one = all.get(i - 1);
            Acquisition other = all.get(i);
            between(one, other, instrument, band -> Earlier.oneSeries(past, one, other, band, instrument.detectors())).ifPresent(ends::add);
        }
        return ends;
    }

    /** That between the last archived acquisition before a product and the product. */
    static Optional<GainEvent> before(Dossier dossier) {
        Product product = dossier.product();
        List<Acquisition> all = known(dossier.past(), product.spacecraft().unit(), product.sensingStart());
        Acquisition now = new Acquisition(product.id(), product.spacecraft().unit(), product.type(), product.sensingStart(),
                Epoch.of(product, dossier.calibration()), Map.of(), Map.of());
        return all.isEmpty() || now.epoch().isEmpty() ? Optional.empty() : between(all.get(all.size() - 1), now, product.spacecraft().instrument(),
                band -> Earlier.than(dossier).ofWhole(band).contains(all.get(all.size() - 1)));
    }

    /** Acquisitions that have an epoch, earliest first. */
    private static List<Acquisition> known(Past past, String unit, Instant before) {
        return past.acquisitions(unit, AcquisitionType.SUN_DIFFUSER, before).stream().filter(acquisition -> !acquisition.epoch().isEmpty()).toList();
    }

    private static Optional<GainEvent> between(Acquisition one, Acquisition other, Instrument instrument, Predicate<Band> oneSeries) {
        List<Band> bands = instrument.measuredBands();
        List<String> ended = bands.stream().filter(oneSeries.negate()).map(Band::name).toList();
        return ended.isEmpty() ? Optional.empty() : Optional.of(new GainEvent(Epoch.change(one.epoch(), other.epoch()), other.spacecraft(),
                other.sensingStart(), other.sensingStart(), ended.size() == bands.size() ? List.of() : ended));
    }
}
