package org.penumbra.analysis.gain;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The absolute gains of a unit at one time, measured or in force.
 *
 * @param time sensing start of the acquisition; of a reference, the start of its validity; UTC
 * @param source product id, or name of the imported file
 * @param gain A in LSB/(W.m-2.sr-1.µm-1) by band name; one that is not positive is left out
 * @param irradiance ESUN in W.m-2.µm-1 by band name, of the convention that A belongs to
 * @param reference A of the R2ABCA in force then, by band name; empty where it is not known
 */
public record GainPoint(Instant time, String source, Map<String, Double> gain, Map<String, Double> irradiance, Map<String, Double> reference) {

    public GainPoint {
        // a dead band has no place in a series of relative changes
        gain = gain.entrySet().stream().filter(entry -> entry.getValue() > 0)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        irradiance = Map.copyOf(irradiance);
        reference = Map.copyOf(reference);
    }

    /** Value of a band in the unit of the quantity; NaN where it is not known. */
    public double of(Quantity quantity, String band) {
        return of(gain, quantity, band);
    }

    /** The same of the R2ABCA in force. */
    double ofReference(Quantity quantity, String band) {
        return of(reference, quantity, band);
    }

    /** Days since 1970, to the millisecond. */
    double day() {
        return time.toEpochMilli() / 86_400_000.0;
    }

    private double of(Map<String, Double> gains, Quantity quantity, String band) {
        double a = gains.getOrDefault(band, Double.NaN);
        return quantity == Quantity.GAIN ? a : a * irradiance.getOrDefault(band, Double.NaN);
    }
}
