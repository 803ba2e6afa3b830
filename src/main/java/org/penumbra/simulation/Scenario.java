package org.penumbra.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Refusal;

/**
 * What is to be simulated; read from YAML by {@link ScenarioFile}, where every key may be left out.
 *
 * @param unit spacecraft as in file names, default {@code S2A}
 * @param spacecraftName what the metadata call it, default the long name of the unit
 * @param acquisitionType default night-ocean
 * @param datatakeType default that of the acquisition type: {@code INS-DASC}, {@code INS-ABSR}, {@code INS-NOBS}
 * @param level {@code L1A}, or {@code L1B} of nominal images, where it is the default
 * @param sensingStart UTC start of the (first) datastrip
 * @param detectors detector numbers delivered, default all
 * @param bands names of the bands delivered, default all
 * @param granules granules of each detector, default 3
 * @param linesPerGranule in 10 m lines, a multiple of 6, default 2304
 * @param lastGranuleLines the same for the last granule, default as the others
 * @param equalizationMode whether the counts are equalised on board, default false but for nominal images
 * @param compressMode what the metadata say; the compression itself is not simulated; default false
 * @param nucTableId on-board equalisation table, default 3
 * @param sunZenith zenith angle of the Sun below the spacecraft at the start, in degrees, 0 to 180; default 140 for night-ocean,
 *        75 for sun-diffuser, which has it ahead and 60° from the diffuser normal, 60 else
 * @param temperatures of the focal planes in °C, default −82 VNIR, −75 SWIR (DOMAIN A.6)
 * @param thermalDrift change of the common level over the strip, blind columns included, in LSB, default 0
 * @param ageing slow changes over a series, default none
 * @param calibration what is special about the calibration set, default nothing
 * @param series acquisitions of a series; empty for a single one
 * @param reselections changes of the SWIR configuration during the series
 * @param faults what is wrong with the instrument or the scene
 * @param fileFaults what is wrong with the files
 * @param done whether the {@code .done} file is written, default false
 * @param instrumentSeed seed of what makes the unit an individual, default 1
 * @param seed seed of noise and events, default 1
 */
public record Scenario(String unit, String spacecraftName, AcquisitionType acquisitionType, String datatakeType, String level,
                       Instant sensingStart, List<Integer> detectors, List<String> bands, Integer granules, Integer linesPerGranule,
                       Integer lastGranuleLines, Boolean equalizationMode, Boolean compressMode, Integer nucTableId, Double sunZenith,
                       PerFocalPlane temperatures, PerFocalPlane thermalDrift, Ageing ageing, Calibration calibration, List<Step> series,
                       List<Reselection> reselections, List<Fault> faults, List<FileFault> fileFaults, Boolean done,
                       Long instrumentSeed, Long seed) {

    private static final Map<AcquisitionType, String> DATATAKE_TYPES = Map.of(AcquisitionType.NIGHT_OCEAN, "INS-DASC",
            AcquisitionType.SUN_DIFFUSER, "INS-ABSR", AcquisitionType.NOMINAL, "INS-NOBS");

    public Scenario {
        unit = or(unit, "S2A");
        acquisitionType = or(acquisitionType, AcquisitionType.NIGHT_OCEAN);
        datatakeType = or(datatakeType, DATATAKE_TYPES.get(acquisitionType));
        level = or(level, acquisitionType == AcquisitionType.NOMINAL ? "L1B" : "L1A");
        sensingStart = or(sensingStart, Instant.parse("2026-01-05T13:02:21.024Z"));
        detectors = or(detectors, IntStream.rangeClosed(1, 12).boxed().toList());
        bands = or(bands, List.of("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12"));
        granules = or(granules, 3);
        linesPerGranule = or(linesPerGranule, 2304);
        lastGranuleLines = or(lastGranuleLines, linesPerGranule);
        equalizationMode = or(equalizationMode, acquisitionType == AcquisitionType.NOMINAL);
        compressMode = or(compressMode, false);
        nucTableId = or(nucTableId, 3);
        sunZenith = or(sunZenith, acquisitionType == AcquisitionType.NIGHT_OCEAN ? 140.0
                : acquisitionType == AcquisitionType.SUN_DIFFUSER ? 75.0 : 60.0);
        temperatures = or(temperatures, new PerFocalPlane(-82, -75));
        thermalDrift = or(thermalDrift, PerFocalPlane.ZERO);
        ageing = or(ageing, new Ageing(null, null, null));
        calibration = or(calibration, new Calibration(null, null, null, null));
        series = or(series, List.of());
        reselections = or(reselections, List.of());
        faults = or(faults, List.of());
        fileFaults = or(fileFaults, List.of());
        done = or(done, false);
        instrumentSeed = or(instrumentSeed, 1L);
        seed = or(seed, 1L);
        check("level", level, level.equals("L1A") || level.equals("L1B") && acquisitionType == AcquisitionType.NOMINAL,
                "L1A, or L1B of nominal images");
        check("granules", granules, granules >= 1, "1 or more");
        check("lines_per_granule", linesPerGranule, linesPerGranule >= 6 && linesPerGranule % 6 == 0, "a multiple of 6");
        check("last_granule_lines", lastGranuleLines, lastGranuleLines >= 6 && lastGranuleLines % 6 == 0, "a multiple of 6");
        check("sun_zenith", sunZenith, sunZenith >= 0 && sunZenith <= 180, "0 to 180°");
        check("bands", bands, !bands.isEmpty() && bands.stream().distinct().count() == bands.size(), "each band once");
        check("detectors", detectors, !detectors.isEmpty() && detectors.stream().distinct().count() == detectors.size(), "each detector once");
    }

    /** A scenario that has nothing but defaults. */
    public static Scenario defaults() {
        return new Scenario(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null);
    }

    /**
     * Slow changes of the active columns.
     *
     * @param darkMean change of the mean dark level in LSB per year
     * @param darkSpread standard deviation over pixels of the change of the dark level in LSB per year
     * @param darkPerDegree change of the common level with the focal-plane temperature in LSB/°C, blind columns included
     */
    public record Ageing(PerFocalPlane darkMean, PerFocalPlane darkSpread, PerFocalPlane darkPerDegree) {
        public Ageing {
            darkMean = or(darkMean, PerFocalPlane.ZERO);
            darkSpread = or(darkSpread, PerFocalPlane.ZERO);
            darkPerDegree = or(darkPerDegree, PerFocalPlane.ZERO);
        }
    }

    /**
     * What is special about the calibration set; otherwise it fits the instrument as it was before all faults and ageing.
     *
     * @param validFrom UTC start of validity, default 30 days before the sensing start
     * @param swirValidFrom the same for R2SWIR alone
     * @param missing files that are not written
     * @param defective pixels that R2DEPI knows
     */
    public record Calibration(Instant validFrom, Instant swirValidFrom, List<Missing> missing, List<Where> defective) {
        public Calibration {
            missing = or(missing, List.of());
            defective = or(defective, List.of());
        }

        /** A GIPP that is not there: type as {@code R2EQOG}, and band name, or null where the type has one file. */
        public record Missing(String type, String band) {
        }
    }

    /**
     * One acquisition of a series; what is null stays as the scenario has it.
     *
     * @param days after the sensing start of the scenario
     * @param temperatures of the focal planes in °C
     * @param equalizationMode whether the counts are equalised on board
     * @param compressMode what the metadata say
     * @param nucTableId on-board equalisation table
     * @param acquisitionType what is acquired; one of another type than the scenario's has that type's own datatake type and Sun
     * @param sunZenith zenith angle of the Sun in degrees, as that of the scenario
     */
    public record Step(double days, PerFocalPlane temperatures, Boolean equalizationMode, Boolean compressMode, Integer nucTableId,
                       AcquisitionType acquisitionType, Double sunZenith) {
    }

    /**
     * Columns of a SWIR band that use another physical line from an acquisition on. Its pixels have a dark level of their own and
     * normal noise: dark changes, hot and noisy faults stay behind with the old line; other faults do not.
     *
     * @param at band, detector and columns, all given
     * @param shift −1 or +1, as R2SWIR says it
     * @param from first acquisition of the series, 1-based, with the new R2SWIR and R2EQOG
     * @param takesEffect whether the instrument obeys, default true
     * @param noiseFactor noise of the new line against a healthy one, quantisation apart, default 1
     * @param responseFactor response of the new line to light against that of the old one, default 1; the new R2EQOG equalises it
     */
    public record Reselection(@JsonProperty(required = true) Where at, @JsonProperty(required = true) int shift, Integer from, Boolean takesEffect,
                              Double noiseFactor, Double responseFactor) {
        public Reselection {
            from = or(from, 1);
            takesEffect = or(takesEffect, true);
            noiseFactor = or(noiseFactor, 1.0);
            responseFactor = or(responseFactor, 1.0);
            check("reselections.at", at, at.band() != null && at.detector() != null && at.columns() != null, "band, detector and columns");
            check("reselections.shift", shift, Math.abs(shift) == 1, "-1 or 1");
        }
    }

    /** When the parameters of a re-selection become valid: an hour before its first acquisition. */
    Instant activation(Reselection reselection) {
        return sensingStart.plusMillis(Math.round(days(reselection.from()) * 86_400_000)).minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Days from the first sensing start to that of acquisition {@code number}, 1-based. */
    double days(int number) {
        return series.isEmpty() ? 0 : series.get(number - 1).days();
    }

    /** Number of acquisitions, 1 or more. */
    int acquisitions() {
        return Math.max(1, series.size());
    }

    /** Acquisition {@code number}, 1-based, as a scenario of its own: without series, and with its own faults only. */
    Scenario acquisition(int number) {
        Step step = series.isEmpty() ? new Step(0, null, null, null, null, null, null) : series.get(number - 1);
        Calibration base = new Calibration(or(calibration.validFrom(), sensingStart.minus(Duration.ofDays(30))),
                calibration.swirValidFrom(), calibration.missing(), calibration.defective());
        AcquisitionType type = or(step.acquisitionType(), acquisitionType);
        boolean own = type == acquisitionType;
        return new Scenario(unit, spacecraftName, type, own ? datatakeType : null, own ? level : null,
                sensingStart.plusMillis(Math.round(step.days() * 86_400_000)),
                detectors, bands, granules, linesPerGranule, lastGranuleLines, or(step.equalizationMode(), equalizationMode),
                or(step.compressMode(), compressMode), or(step.nucTableId(), nucTableId), or(step.sunZenith(), own ? sunZenith : null),
                or(step.temperatures(), temperatures), thermalDrift, ageing, base, List.of(), reselections,
                faults.stream().filter(fault -> fault.at().holdsAcquisition(number)).toList(), fileFaults, done, instrumentSeed, seed);
    }

    public Scenario withSeed(long other) {
        return new Scenario(unit, spacecraftName, acquisitionType, datatakeType, level, sensingStart, detectors, bands, granules, linesPerGranule,
                lastGranuleLines, equalizationMode, compressMode, nucTableId, sunZenith, temperatures, thermalDrift, ageing, calibration,
                series, reselections, faults, fileFaults, done, instrumentSeed, other);
    }

    /** Lines of the strip in 10 m lines. */
    int lines() {
        return (granules - 1) * linesPerGranule + lastGranuleLines;
    }

    /** Lines of one granule, 0-based, in 10 m lines. */
    int lines(int granule) {
        return granule == granules - 1 ? lastGranuleLines : linesPerGranule;
    }

    static Refusal outOfRange(String key, Object value, String expected) {
        return new Refusal(SimulationCode.OUT_OF_RANGE, key, value, expected);
    }

    /** Refuses, as SIMULATION-104, what is not a first and a last number, counted from {@code from}; null is both. */
    static void firstAndLast(String key, List<Integer> value, int from) {
        check(key, value, value == null || value.size() == 2 && value.get(0) >= from && value.get(0) <= value.get(1),
                "[first, last], counted from " + from);
    }

    private static void check(String key, Object value, boolean good, String expected) {
        if (!good) {
            throw outOfRange(key, value, expected);
        }
    }

    private static <T> T or(T value, T fallback) {
        return value == null ? fallback : value;
    }
}
