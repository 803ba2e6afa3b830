package org.penumbra.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penumbra.settings.Setting;
import org.penumbra.settings.Settings;

/**
 * The settings that were in force.
 *
 * @param settings every setting with its unit, source and reason, by the id of its analysis or stage, ids in alphabetical order
 * @param effective the same for machines: {@code {id: {setting: {value, unit, source}}}}
 * @param sha256 SHA-256 of the compact JSON text of {@code effective}, so that equal configurations are recognised
 */
public record Configuration(Map<String, List<Settings.Effective>> settings, ObjectNode effective, String sha256) {

    /** @param inForce settings records by the id of their analysis or stage */
    public static Configuration of(Map<String, Record> inForce) {
        Map<String, List<Settings.Effective>> settings = new TreeMap<>();
        ObjectNode effective = Json.object();
        new TreeMap<>(inForce).forEach((id, values) -> {
            settings.put(id, Settings.effective(values));
            effective.set(id, machine(values));
        });
        return new Configuration(settings, effective, Digest.sha256(Json.compact(effective)));
    }

    private static ObjectNode machine(Record values) {
        ObjectNode tree = Json.object();
        ObjectNode plain = (ObjectNode) Json.tree(values);
        for (var component : values.getClass().getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            ObjectNode entry = tree.putObject(component.getName());
            entry.set("value", plain.get(component.getName()));
            entry.put("unit", setting.unit()).put("source", setting.source());
        }
        return tree;
    }
}
