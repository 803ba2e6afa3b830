package org.penumbra.settings;

import java.lang.reflect.RecordComponent;

/** Writes the settings file of a record, which is also its manual page: every setting with its default, unit, range, source and reason. */
public final class Manual {

    private Manual() {
    }

    /**
     * The settings file with all defaults, a comment above each.
     *
     * @param id name of the analysis or stage
     * @param type its settings record
     */
    public static String yaml(String id, Class<? extends Record> type) {
        StringBuilder text = new StringBuilder("# Defaults of ").append(id)
                .append("; do not edit. Put what you change, and only that, into HOME/config/")
                .append(id).append(".yaml; what that file leaves out has the default.\n");
        for (RecordComponent component : type.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            text.append("\n# ").append(sentence(setting.why())).append("\n# unit: ").append(setting.unit()).append("; ").append(range(setting))
                    .append(setting.odd() ? "odd; " : "").append("source: ").append(setting.source()).append('\n')
                    .append(component.getName()).append(": ").append(setting.value()).append('\n');
        }
        return text.toString();
    }

    private static String sentence(String why) {
        return Character.toUpperCase(why.charAt(0)) + why.substring(1) + (why.endsWith(".") ? "" : ".");
    }

    private static String range(Setting setting) {
        if (setting.min() == 0 && setting.max() == Double.MAX_VALUE) {
            return "";
        }
        return (setting.max() == Double.MAX_VALUE ? "" : "range: ") + Settings.range(setting) + "; ";
    }
}
