package org.penumbra.analysis.striping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.analysis.striping.StripingResult.Stripe;
import org.penumbra.delivery.Product;
import org.penumbra.finding.Finding;
import org.penumbra.finding.Finding.Place;
import org.penumbra.finding.Severity;

/** Holds a nominal image against the thresholds of METHODS 8. */
final class StripingFindings {
    private final Product product;
    private final StripingResult result;
    private final StripingSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    StripingFindings(Product product, StripingResult result) {
        this.product = product;
        this.result = result;
        this.settings = result.settings();
    }

    List<Finding> all() {
        metadata();
        result.counts().forEach(this::data);
        if (!result.judged()) {
            findings.add(Finding.of(StripingCode.NOT_EQUALISED, Severity.INFO, Place.INSTRUMENT));
            return findings;
        }
        result.detectors().stream().filter(detector -> !detector.judged(settings)).mapToInt(DetectorStripes::blocks).min()
                .ifPresent(blocks -> findings.add(Finding.measured(StripingCode.FEW_BLOCKS, Severity.INFO, Place.INSTRUMENT,
                        blocks, settings.blocks(), "blocks", blocks, settings.blocks())));
        result.detectors().stream().filter(detector -> detector.judged(settings)).forEach(this::stripes);
        result.steps().seams().forEach(this::step);
        return findings;
    }

    private void metadata() {
        product.datastrip().filter(datastrip -> datastrip.degradationPercentage() != null
                && datastrip.degradationPercentage() > 0).ifPresent(datastrip -> {
            Severity severity = datastrip.degradationPercentage() > settings.degraded() ? Severity.WARNING : Severity.INFO;
            findings.add(Finding.measured(StripingCode.DEGRADED, severity, Place.INSTRUMENT,
                    datastrip.degradationPercentage(), settings.degraded(), "%", datastrip.degradationPercentage(),
                    datastrip.lostPackets() == null ? 0 : datastrip.lostPackets(), settings.degraded()));
        });
    }

    private void data(SceneCounts counts) {
        Place place = Place.detector(counts.id().band().name(), counts.id().detector());
        if (counts.saturated() > 0) {
            findings.add(Finding.of(StripingCode.SATURATED, Severity.INFO, place, counts.saturated(), counts.id().label()));
        }
        if (counts.samplesMissing() > 0) {
            int[] missing = counts.missing();
            int most = IntStream.range(0, missing.length).reduce(0, (one, other) -> missing[other] > missing[one] ? other : one);
            findings.add(Finding.of(StripingCode.NO_DATA, Severity.INFO, place, counts.samplesMissing(), counts.id().label(),
                    Arrays.stream(missing).filter(samples -> samples > 0).count(), missing[most], most));
        }
        if (counts.lost() > 0) {
            findings.add(Finding.of(StripingCode.LOST_LINES, Severity.INFO, place, counts.lost(), counts.last().length, counts.id().label()));
        }
    }

    private void stripes(DetectorStripes detector) {
        String label = detector.id().label();
        List<Stripe> stripes = result.stripes(detector.id());
        List<Stripe> recurrent = stripes.stream().filter(stripe -> stripe.seen() >= settings.recurrences()).toList();
        double share = (double) stripes.size() / detector.deviation().length;
        boolean many = share > settings.detectorWide();
        if (many) {
            Severity severity = recurrent.isEmpty() ? Severity.INFO : Severity.WARNING;
            findings.add(Finding.measured(StripingCode.MANY_STRIPES, severity, Place.detector(detector.id().band().name(), detector.id().detector()),
                    share, settings.detectorWide(), "1", stripes.size(), detector.deviation().length, label, 100 * share));
            return;
        }
        for (Stripe stripe : stripes) {
            Place place = Place.column(detector.id().band().name(), detector.id().detector(), stripe.column());
            String known = stripe.known() ? "; it is a known defective pixel" : "";
            if (recurrent.contains(stripe)) {
                findings.add(Finding.measured(StripingCode.RECURRENT_STRIPE, Severity.WARNING, place, stripe.deviation(), stripe.limit(), "1", label,
                        stripe.column(), 100 * stripe.deviation(), stripe.seen(), result.acquisitions().get(detector.id().band()), known));
            } else {
                findings.add(Finding.measured(StripingCode.STRIPE, Severity.INFO, place, stripe.deviation(), stripe.limit(), "1", label,
                        stripe.column(), 100 * stripe.deviation(), 100 * stripe.limit(), stripe.significance(), known));
            }
        }
    }

    private void step(Seam seam) {
        String band = seam.band().name();
        Place place = Place.detector(band, seam.detector());
        if (!seam.lag().significant() && Double.isFinite(seam.step())) {
            findings.add(Finding.of(StripingCode.NO_LAG, Severity.INFO, place, band, seam.detector(), seam.detector() + 1));
        }
        if (!result.steps().significant(seam, settings)) {
            return;
        }
        double deviation = result.steps().deviation(seam);
        int seen = result.recurrentSteps().getOrDefault(seam, 1);
        if (result.steps().alarms(seam, settings)) {
            double limit = result.steps().alarmLimit(seam, settings);
            findings.add(Finding.measured(StripingCode.STEP_OF_ONE_BAND, Severity.ALARM, place, deviation, limit, "1", band, seam.detector(),
                    seam.detector() + 1, 100 * deviation, 100 * limit, 100 * result.steps().otherBands(seam)));
        } else if (seen >= settings.recurrences()) {
            findings.add(Finding.measured(StripingCode.RECURRENT_STEP, Severity.WARNING, place, deviation,
                    result.steps().limit(seam, settings), "1", band, seam.detector(), seam.detector() + 1,
                    100 * deviation, seen, result.acquisitions().get(seam.band())));
        } else {
            findings.add(Finding.measured(StripingCode.SIGNIFICANT_STEP, Severity.INFO, place, deviation,
                    result.steps().limit(seam, settings), "1", band, seam.detector(), seam.detector() + 1,
                    100 * deviation, 100 * result.steps().limit(seam, settings)));
        }
    }
}
