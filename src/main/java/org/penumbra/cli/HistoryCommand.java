package org.penumbra.cli;

import picocli.CommandLine.Command;

/** What is remembered: {@code history import}, {@code history trend} and {@code history pixels}. */
@Command(name = "history", description = "Shows what is remembered, and adds to it.", subcommands = {ImportSeries.class, Trend.class, HistoryPixels.class})
final class HistoryCommand {
}
