package org.penumbra.instrument;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.penumbra.finding.Refusal;

/** The keys of {@code config/instrument/<name>.yaml} that describe a spacecraft. */
record SpacecraftFile(@JsonProperty(required = true) String longName, @JsonProperty(required = true) String instrument,
                      List<Convention> solarIrradiance, Map<String, Spacecraft.Noise> noise, Map<String, Double> gain) {

    /** ESUN from a day on. */
    record Convention(@JsonProperty(required = true) String from, @JsonProperty(required = true) String convention,
                      @JsonProperty(required = true) Map<String, Double> values) {
    }

    Spacecraft spacecraft(Path file, String name, Instrument profile) {
        List<Spacecraft.SolarIrradiance> conventions = (solarIrradiance == null ? List.<Convention>of() : solarIrradiance).stream()
                .map(entry -> new Spacecraft.SolarIrradiance(day(file, entry.from()), entry.convention(),
                        positive(file, profile, "solar_irradiance", entry.values())))
                .sorted(Comparator.comparing(Spacecraft.SolarIrradiance::from)).toList();
        Map<String, Spacecraft.Noise> model = noise == null ? Map.of() : Collections.unmodifiableMap(noise);
        model.forEach((band, value) -> {
            known(file, profile, "noise", band);
            ProfileFile.require(file, value.alpha() >= 0 && value.beta() >= 0, "noise." + band, value, "alpha and beta of 0 LSB or more");
        });
        return new Spacecraft(name, longName, name, profile, conventions, model,
                positive(file, profile, "gain", gain == null ? Map.of() : gain));
    }

    private static Map<String, Double> positive(Path file, Instrument profile, String key, Map<String, Double> values) {
        values.forEach((band, value) -> {
            known(file, profile, key, band);
            ProfileFile.require(file, value != null && value > 0, key + "." + band, value, "above 0");
        });
        return Collections.unmodifiableMap(values);
    }

    private static void known(Path file, Instrument profile, String key, String band) {
        ProfileFile.require(file, profile.bands().stream().anyMatch(known -> known.name().equals(band)), key, band,
                "the name of a band of " + profile.id());
    }

    private static LocalDate day(Path file, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refusal(InstrumentCode.NOT_A_VALUE, List.of(), e, file, "solar_irradiance.from", "'" + text + "' is no date like 2018-01-01");
        }
    }
}
