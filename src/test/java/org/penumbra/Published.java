package org.penumbra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penumbra.report.Report;

/** What was published into a directory, read as a user would: JSON, its schema, and SQL over the pixels. */
public record Published(Path directory) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ObjectNode report() {
        return (ObjectNode) read("report.json");
    }

    /** The report without what may differ between two runs. */
    public ObjectNode reportWithoutRun() {
        ObjectNode report = report();
        report.remove("run");
        return report;
    }

    public JsonNode reason() {
        return read("reason.json");
    }

    /** Codes of the findings in the order of the report. */
    public List<String> findings() {
        return report().path("findings").findValuesAsText("code");
    }

    /** The entry of a band in an analysis. */
    public JsonNode band(String analysis, String band) {
        for (JsonNode entry : report().path("analyses").path(analysis).path("bands")) {
            if (entry.path("band").asText().equals(band)) {
                return entry;
            }
        }
        throw new IllegalArgumentException("no " + band + " in " + analysis);
    }

    /** What is wrong with {@code report.json} or {@code reason.json} by its schema; empty when nothing is. */
    public Set<ValidationMessage> faults(String file) {
        try (InputStream schema = Report.class.getResourceAsStream(file.replace(".json", ".schema.json"))) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema).validate(read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of a query over the pixels, {@code FROM pixels}. */
    public List<List<Object>> pixels(String query) {
        return rows("WITH pixels AS (FROM read_parquet('" + directory.resolve("pixels.parquet") + "')) " + query);
    }

    /** The first row of a query over the pixels as numbers. */
    public double[] numbers(String query) {
        return pixels(query).get(0).stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }

    private static List<List<Object>> rows(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery(sql)) {
            List<List<Object>> all = new ArrayList<>();
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getObject(i));
                }
                all.add(row);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(String file) {
        try {
            return JSON.readTree(directory.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
