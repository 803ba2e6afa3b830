package org.penumbra.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.penumbra.camel.Failure;
import org.penumbra.finding.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: errors are one line with a code and what to do; a stack trace only with {@code --debug}. */
@Command(name = "penumbra", description = "Watches the radiometry of the Sentinel-2 MSI instruments.",
        mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Penumbra.Version.class,
        subcommands = {Start.class, Analyse.class, QuarantineCommand.class, HistoryCommand.class,
            Simulate.class, Pixels.class, Doctor.class, Bench.class, Demo.class})
public final class Penumbra {
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;

    @Option(names = "--debug", description = "Show stack traces.", scope = ScopeType.INHERIT)
    private boolean debug;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and gives its exit code: 0 done, 1 failure of ours, 2 wrong usage, wrong settings and files included, 3 product refused. */
    static int run(String... arguments) {
        Penumbra penumbra = new Penumbra();
        CommandLine line = new CommandLine(penumbra);
        // not of each command, as one in the annotation would be
        line.getCommandSpec().usageMessage().footer("", "./penumbra COMMAND --help explains a command; ./penumbra test runs the tests.");
        line.setExecutionExceptionHandler((failure, command, parsed) -> penumbra.explain(failure, command));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        if (arguments.length == 0) {
            line.usage(System.err);
            return USAGE;
        }
        return line.execute(arguments);
    }

    private int explain(Exception failure, CommandLine command) {
        if (failure instanceof Refusal refusal) {
            tell(refusal, command);
            return USAGE;
        }
        if (debug) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().println("penumbra: " + Failure.words(failure) + (debug ? "" : "  (--debug shows where)"));
        return FAILED;
    }

    /** Says a refusal in one line, after its stack trace where that is wanted. */
    static void tell(Refusal refusal, CommandLine command) {
        if (((Penumbra) command.getCommandSpec().root().userObject()).debug) {
            refusal.printStackTrace(command.getErr());
        }
        command.getErr().println(line(refusal));
    }

    /** A refusal in one line: code, sentence, what to do. */
    static String line(Refusal refusal) {
        return refusal.code().code() + "  " + refusal.getMessage() + "  " + refusal.code().action();
    }

    /** Name and version as built. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            return new String[] {software()};
        }
    }

    /** Name and version of the program, for example {@code penumbra 0.1.0}. */
    static String software() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Penumbra.class.getResourceAsStream("/org/penumbra/version.properties")) {
            properties.load(in);
        }
        return "penumbra " + properties.getProperty("version");
    }
}
