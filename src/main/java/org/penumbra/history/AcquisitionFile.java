package org.penumbra.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.penumbra.analysis.Past.Acquisition;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Refusal;

/**
 * {@code acquisition.json}: what is known of an archived acquisition as a whole.
 *
 * @param schema {@code penumbra-acquisition/1}
 * @param id product id
 * @param spacecraft the unit, as in {@link org.penumbra.instrument.Spacecraft}
 * @param type acquisition type
 * @param sensingStart UTC, ISO 8601
 * @param created as in {@link Issue}; absent in what was archived before it was kept
 * @param epoch as in {@link Acquisition}
 * @param temperatures in °C, as in {@link Acquisition}
 * @param values in the units of the report, as in {@link Acquisition}
 */
record AcquisitionFile(String schema, String id, String spacecraft, AcquisitionType type, String sensingStart, String created,
                       Map<String, String> epoch, Map<String, Double> temperatures, Map<String, Double> values) {
    static final String NAME = "acquisition.json";
    private static final String SCHEMA = "penumbra-acquisition/1";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static void write(Issue issue, Path file) {
        Acquisition acquisition = issue.acquisition();
        try {
            JSON.writeValue(file.toFile(), new AcquisitionFile(SCHEMA, acquisition.id(), acquisition.spacecraft(), acquisition.type(),
                    acquisition.sensingStart().toString(), issue.created(), acquisition.epoch(), new TreeMap<>(acquisition.temperatures()),
                    new TreeMap<>(acquisition.values())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Refusal HISTORY-101 when the file is not one of these */
    static Issue read(Path file) {
        try {
            AcquisitionFile read = JSON.readValue(Files.readAllBytes(file), AcquisitionFile.class);
            if (!SCHEMA.equals(read.schema)) {
                throw new Refusal(HistoryCode.ENTRY_UNREADABLE, file, "its schema is '%s' instead of '%s'".formatted(read.schema, SCHEMA));
            }
            Acquisition acquisition = new Acquisition(Objects.requireNonNull(read.id, "id"), Objects.requireNonNull(read.spacecraft, "spacecraft"),
                    Objects.requireNonNull(read.type, "type"), Instant.parse(read.sensingStart), Map.copyOf(read.epoch),
                    Map.copyOf(read.temperatures), Map.copyOf(read.values));
            return new Issue(acquisition, Objects.requireNonNullElse(read.created, Issue.UNKNOWN));
        } catch (JsonProcessingException e) {
            throw new Refusal(HistoryCode.ENTRY_UNREADABLE, List.of(), e, file, e.getOriginalMessage());
        } catch (DateTimeException | NullPointerException e) {
            throw new Refusal(HistoryCode.ENTRY_UNREADABLE, List.of(), e, file, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
