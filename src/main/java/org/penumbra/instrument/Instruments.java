package org.penumbra.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penumbra.finding.Refusal;

/** The instruments and spacecraft that are configured; immutable. */
public final class Instruments {
    private final Map<String, Instrument> instruments;
    private final Map<String, Spacecraft> spacecraft;

    private Instruments(Map<String, Instrument> instruments, Map<String, Spacecraft> spacecraft) {
        this.instruments = Collections.unmodifiableMap(instruments);
        this.spacecraft = Collections.unmodifiableMap(spacecraft);
    }

    /**
     * Every {@code *.yaml} of the directories; a file of a later directory takes the place of one of the same name before it.
     * A file with the key {@code bands} is a profile, any other a spacecraft; its name without suffix is its id.
     *
     * @param directories such as the {@code config/instrument} of the installation and of the home; one that does not exist is passed over
     * @throws Refusal INSTRUMENT-101 to 105, naming file and key
     */
    public static Instruments load(List<Path> directories) {
        Map<String, Path> files = new TreeMap<>();
        directories.stream().filter(Files::isDirectory).forEach(directory -> files.putAll(files(directory)));
        Map<String, Instrument> instruments = new TreeMap<>();
        Map<String, JsonNode> others = new TreeMap<>();
        files.forEach((id, file) -> {
            JsonNode node = Yaml.read(file);
            if (node.has("bands")) {
                instruments.put(id, Yaml.convert(file, node, ProfileFile.class).instrument(file, id));
            } else {
                others.put(id, node);
            }
        });
        Map<String, Spacecraft> spacecraft = new TreeMap<>();
        others.forEach((name, node) -> {
            Path file = files.get(name);
            SpacecraftFile entry = Yaml.convert(file, node, SpacecraftFile.class);
            Instrument profile = instruments.get(entry.instrument());
            if (profile == null) {
                throw new Refusal(InstrumentCode.UNKNOWN_INSTRUMENT, file, entry.instrument());
            }
            spacecraft.put(name, entry.spacecraft(file, name, profile));
        });
        return new Instruments(instruments, spacecraft);
    }

    /** All spacecraft, by short name. */
    public List<Spacecraft> spacecraft() {
        return List.copyOf(spacecraft.values());
    }

    /** The spacecraft of that name as in file names, {@code S2A}, or in metadata, {@code Sentinel-2A}. */
    public Optional<Spacecraft> spacecraft(String shortOrLongName) {
        return Optional.ofNullable(spacecraft.get(shortOrLongName))
                .or(() -> spacecraft.values().stream().filter(unit -> unit.longName().equals(shortOrLongName)).findFirst());
    }

    /**
     * The configured unit of that name, whatever its instrument is; or, since one of another instrument than MSI need not be configured, one of which
     * nothing but the instrument is known.
     */
    public Spacecraft unit(String name, Instrument instrument) {
        return spacecraft(name).orElseGet(() -> new Spacecraft(name, name, name + "-" + instrument.id(), instrument, List.of(), Map.of(), Map.of()));
    }

    /** The profile of that id, for example {@code msi}. */
    public Optional<Instrument> instrument(String id) {
        return Optional.ofNullable(instruments.get(id));
    }

    /** The profile of a unit: of a spacecraft that is configured, or what stands behind the last hyphen, {@code emit} in {@code ISS-emit}. */
    public Optional<Instrument> ofUnit(String unit) {
        return Optional.ofNullable(spacecraft.get(unit)).map(Spacecraft::instrument)
                .or(() -> unit.contains("-") ? instrument(unit.substring(unit.lastIndexOf('-') + 1)) : Optional.empty());
    }

    private static Map<String, Path> files(Path directory) {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.yaml")) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                files.put(name.substring(0, name.length() - ".yaml".length()), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
