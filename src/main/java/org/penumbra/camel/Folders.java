package org.penumbra.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.penumbra.delivery.Trees;
import org.penumbra.finding.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Further folders that every report is copied to, under the path it has below {@code reports/}. */
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final Path reports;
    private final List<Path> folders;

    /** Those that {@code penumbra.publish.folders} names. */
    Folders(Rooms rooms, Properties properties) {
        reports = rooms.reports();
        folders = COMMA.splitAsStream(properties.getProperty("penumbra.publish.folders").strip()).filter(name -> !name.isEmpty())
                .map(rooms.home()::resolve).toList();
    }

    /** Copies a report beside its place in each folder, then renames it. A folder that fails is said in the log and keeps nobody from the report. */
    void copy(Path report) {
        if (!report.startsWith(reports)) {
            // somebody who named a place of his own
            return;
        }
        for (Path folder : folders) {
            Path place = folder.resolve(reports.relativize(report).toString());
            try {
                Trees.delete(place);
                Trees.copy(report, place);
            } catch (IOException e) {
                Refusal finding = new Refusal(RouteCode.NOT_COPIED, List.of(), e, report, place, Failure.words(e));
                LOG.warn(Failure.line(finding));
            }
        }
    }
}
