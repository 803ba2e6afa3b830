package org.penumbra.camel;

import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.history.History;
import org.penumbra.history.ProcessedProduct;
import org.penumbra.report.DigestPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code digest}: tells the operator of each week that is over, once; those that ended while nothing ran are made up for. A digest is a page in
 * {@code reports/digests/}, named for its period, and a mail.
 */
final class Digests implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Digests.class);
    private static final String KIND = "digest";
    private static final String UNITS = "all";
    private static final String MONDAY = "-1";

    private final History history;
    private final Mailing mailing;
    private final Path directory;
    private final Clock clock;

    Digests(History history, Mailing mailing, Rooms rooms, Clock clock) {
        this.history = history;
        this.mailing = mailing;
        this.directory = rooms.reports().resolve("digests");
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        LocalDate over = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(1);
        Set<String> made = history.done(KIND, UNITS);
        if (made.isEmpty()) {
            // a first start: nobody watched in the week before, nor asks for it
            history.done(KIND, UNITS, name(over), List.of());
            return;
        }
        LocalDate first = LocalDate.parse(Collections.min(made) + MONDAY, DateTimeFormatter.ISO_WEEK_DATE);
        for (LocalDate monday = first; !monday.isAfter(over); monday = monday.plusWeeks(1)) {
            if (!made.contains(name(monday))) {
                weekly(monday);
            }
        }
    }

    private void weekly(LocalDate monday) {
        String week = name(monday);
        DigestPage page = page("Week " + week, monday, monday.plusWeeks(1), Optional.empty());
        page.write(directory, week + ".html");
        String subject = "[penumbra] week %s: %d published, %d refused".formatted(week, page.products().size(), page.refused().size());
        if (mailing.tellOnce(KIND, UNITS, week, subject, page.text(), Optional.of(page.html()))) {
            LOG.info("digest of {} is made", week);
        }
    }

    /** The list of a month, up to now where it is not over. @return its page */
    Path monthly(YearMonth month, Optional<String> unit) {
        String name = month + unit.map("-"::concat).orElse("") + ".html";
        page(month + unit.map(" of "::concat).orElse(""), month.atDay(1), month.plusMonths(1).atDay(1), unit).write(directory, name);
        return directory.resolve(name);
    }

    private DigestPage page(String title, LocalDate first, LocalDate after, Optional<String> unit) {
        Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant until = after.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new DigestPage(title, from, until, clock.instant(), of(unit, history.products(from, until)), history.refused(from, until),
                of(unit, history.last()));
    }

    private static List<ProcessedProduct> of(Optional<String> unit, List<ProcessedProduct> products) {
        return products.stream().filter(product -> unit.map(product.unit()::equals).orElse(true)).toList();
    }

    /** {@code 2026-W47}, by the week's Monday. */
    private static String name(LocalDate monday) {
        return monday.format(DateTimeFormatter.ISO_WEEK_DATE).substring(0, "2026-W47".length());
    }
}
