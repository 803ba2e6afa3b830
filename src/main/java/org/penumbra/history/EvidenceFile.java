package org.penumbra.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.penumbra.analysis.Evidence;
import org.penumbra.finding.Refusal;

/**
 * {@code evidence.json}: what an archived acquisition showed of single pixels. An acquisition archived without it showed nothing.
 *
 * @param schema {@code penumbra-evidence/1}
 * @param evidence as in {@link Evidence}
 */
record EvidenceFile(String schema, Evidence evidence) {
    static final String NAME = "evidence.json";
    private static final String SCHEMA = "penumbra-evidence/1";
    private static final JsonMapper JSON = new JsonMapper();

    static void write(Evidence evidence, Path file) throws IOException {
        JSON.writeValue(file.toFile(), new EvidenceFile(SCHEMA, evidence));
    }

    /** @throws Refusal HISTORY-101 when the file is not one of these */
    static Evidence read(Path file) {
        if (!Files.exists(file)) {
            return Evidence.NONE;
        }
        try {
            EvidenceFile read = JSON.readValue(file.toFile(), EvidenceFile.class);
            if (!SCHEMA.equals(read.schema)) {
                throw new Refusal(HistoryCode.ENTRY_UNREADABLE, file, "its schema is '%s' instead of '%s'".formatted(read.schema, SCHEMA));
            }
            return read.evidence;
        } catch (JsonProcessingException e) {
            throw new Refusal(HistoryCode.ENTRY_UNREADABLE, List.of(), e, file, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
