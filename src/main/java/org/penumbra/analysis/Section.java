package org.penumbra.analysis;

import java.util.List;
import org.penumbra.settings.Settings;

/**
 * One section of the report: plain descriptions that the report package draws.
 *
 * @param id id of the analysis
 * @param title heading
 * @param card what was computed, how, and against which thresholds
 * @param tables tables in order
 * @param figures figures in order
 */
public record Section(String id, String title, MethodCard card, List<Table> tables, List<Figure> figures) {

    public Section {
        tables = List.copyOf(tables);
        figures = List.copyOf(figures);
    }

    /**
     * The method in short, so that a reader needs no other document.
     *
     * @param paragraphs what is computed, in plain sentences
     * @param settings settings in force with units, sources and reasons
     */
    public record MethodCard(List<String> paragraphs, List<Settings.Effective> settings) {
    }
}
