package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.penumbra.analysis.AnalysisSettings;
import org.penumbra.analysis.Dossier;
import org.penumbra.analysis.Past;
import org.penumbra.calibration.CalibrationSet;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.DeliveryOpener;
import org.penumbra.delivery.Product;
import org.penumbra.delivery.Trees;
import org.penumbra.instrument.BandDetector;
import org.penumbra.measure.DetectorMeasurement;
import org.penumbra.measure.KeptMeasurements;
import org.penumbra.measure.MeasureSettings;
import org.penumbra.measure.StripMeasure;
import org.penumbra.raster.BandSequential;

/**
 * Bean {@code measure-delivery}, for routes that have no jobs: opens the delivery in the body, measures it in the thread of the exchange, and
 * puts its dossier in its place. The measurements are held in memory, and the delivery is neither moved nor deleted.
 */
final class MeasureDelivery implements Processor {
    private final DeliveryOpener opener;
    private final Rooms rooms;
    private final Past past;
    private final AnalysisSettings settings;

    MeasureDelivery(DeliveryOpener opener, Rooms rooms, Past past, AnalysisSettings settings) {
        this.opener = opener;
        this.rooms = rooms;
        this.past = past;
        this.settings = settings;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException, IOException {
        Delivery delivery = exchange.getMessage().getMandatoryBody(Delivery.class);
        Path work = rooms.work().resolve(exchange.getExchangeId());
        try {
            Product product = opener.open(delivery.path(), work.resolve("opened"), delivery.asserted());
            Dossier dossier = measure(BandSequential.of(product, work.resolve("band-sequential")));
            exchange.getMessage().setHeader(Job.PRODUCT_ID, dossier.product().id());
            exchange.getMessage().setHeader(Job.ACQUISITION_TYPE, dossier.product().type().label());
            exchange.getMessage().setBody(dossier);
        } finally {
            // nothing after this reads images
            Trees.delete(work);
        }
    }

    private Dossier measure(Product product) {
        Optional<CalibrationSet> calibration = JobInHand.calibration(product, rooms.calibration());
        StripMeasure worker = new StripMeasure();
        Map<BandDetector, DetectorMeasurement> measured = new LinkedHashMap<>();
        for (BandDetector id : JobInHand.tasks(product)) {
            measured.put(id, MeasureOne.measure(worker, product, calibration, id, settings.of("measure", MeasureSettings.class)));
        }
        return Dossier.open(product, new KeptMeasurements(measured), calibration, past, settings);
    }
}
