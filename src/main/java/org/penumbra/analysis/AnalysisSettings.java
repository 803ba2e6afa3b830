package org.penumbra.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.penumbra.settings.Settings;

/** The settings in force: one file per analysis or stage, {@code <id>.yaml}; the last directory that has a file wins. */
public final class AnalysisSettings {
    private final List<Path> directories;
    private final Map<String, Record> read = new ConcurrentHashMap<>();

    /** @param directories directories of settings files, the installation's first; empty for all defaults */
    public AnalysisSettings(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /**
     * The settings of one analysis or stage.
     *
     * @throws org.penumbra.finding.Refusal SETTINGS-101 to 104 when its file does not fit
     */
    public <R extends Record> R of(String id, Class<R> type) {
        return type.cast(read.computeIfAbsent(id, name -> Settings.read(type, file(name))));
    }

    /** Every settings record that was asked for so far, by id. */
    public Map<String, Record> inForce() {
        return Map.copyOf(read);
    }

    private Path file(String id) {
        return directories.stream().map(directory -> directory.resolve(id + ".yaml")).filter(Files::exists)
                .reduce((first, second) -> second).orElse(Path.of(id + ".yaml"));
    }
}
