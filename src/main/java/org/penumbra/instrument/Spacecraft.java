package org.penumbra.instrument;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One flying unit; loaded from {@code config/instrument/<name>.yaml}.
 *
 * @param name short name as in file names: {@code S2A}
 * @param longName name in metadata: {@code Sentinel-2A}
 * @param unit what its past is kept under: the short name where it is configured, since it then has this instrument alone; else, with the
 *     instrument, for example {@code ISS-emit}
 * @param instrument profile of its instrument
 * @param solarIrradiance conventions of ESUN in the order of their start (DOMAIN A.4); empty where none is known
 * @param noise noise of each band name in orbit, alpha in LSB and beta in LSB (DOMAIN A.4); may be empty
 * @param gain absolute coefficient of each band name in LSB/(W.m-2.sr-1.µm-1) (DOMAIN A.4); may be empty
 */
public record Spacecraft(String name, String longName, String unit, Instrument instrument, List<SolarIrradiance> solarIrradiance,
                         Map<String, Noise> noise, Map<String, Double> gain) {

    /**
     * The solar irradiance in use from a date on.
     *
     * @param from first day of use
     * @param convention name of the solar spectrum or of the document that set it
     * @param values ESUN in W.m-2.µm-1 by band name
     */
    public record SolarIrradiance(LocalDate from, String convention, Map<String, Double> values) {
    }

    /**
     * Noise model of one band: variance = alpha² + beta · count.
     *
     * @param alpha noise in the dark in LSB
     * @param beta slope of the variance in LSB
     */
    public record Noise(double alpha, double beta) {
    }

    /** ESUN convention in force on a day, if one is known. */
    public Optional<SolarIrradiance> solarIrradiance(LocalDate day) {
        return solarIrradiance.stream().filter(entry -> !entry.from().isAfter(day)).reduce((earlier, later) -> later);
    }
}
