package org.penumbra.cli;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.penumbra.history.MeasurementArchive;
import org.penumbra.instrument.Instruments;
import org.penumbra.instrument.Spacecraft;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --unit} of the commands that read the archive of one. */
final class UnitOption {
    @Option(names = "--unit", paramLabel = "U", required = true,
            description = "Unit as history list shows it, for example S2A, or ISS-emit of raster stacks.")
    private String unit;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * The name under which the unit is archived.
     *
     * @throws ParameterException naming those that are known, when it is neither configured nor archived
     */
    String archived(Instruments instruments, MeasurementArchive archive) {
        Set<String> known = new TreeSet<>(archive.units());
        instruments.spacecraft().forEach(spacecraft -> known.add(spacecraft.unit()));
        return Optional.of(unit).filter(known::contains).or(() -> instruments.spacecraft(unit).map(Spacecraft::unit))
                .orElseThrow(() -> new ParameterException(spec.commandLine(),
                        "There is no unit %s; known are %s.".formatted(unit, String.join(", ", known))));
    }
}
