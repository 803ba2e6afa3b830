package org.penumbra.camel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.penumbra.delivery.AcquisitionType;
import org.penumbra.finding.Refusal;
import org.penumbra.history.History;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code expected}: the calendar of acquisitions that come at regular intervals. Each that has not come is told to the operator once, when it is
 * due; of several that became due while nothing ran, the last one, which says how long it has been.
 * A type is expected of a unit once it has come from it.
 */
final class ExpectedAcquisitions implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ExpectedAcquisitions.class);

    private final History history;
    private final Mailing mailing;
    private final ServiceSettings settings;
    private final Clock clock;

    ExpectedAcquisitions(History history, Mailing mailing, ServiceSettings settings, Clock clock) {
        this.history = history;
        this.mailing = mailing;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        for (String unit : history.units()) {
            missing(unit, AcquisitionType.NIGHT_OCEAN, settings.darkEvery());
            missing(unit, AcquisitionType.SUN_DIFFUSER, settings.diffuserEvery());
        }
    }

    /** @param every days between two acquisitions */
    private void missing(String unit, AcquisitionType type, int every) {
        Optional<Instant> last = history.lastAcquisition(unit, type);
        long days = last.map(start -> Duration.between(start, clock.instant()).toDays()).orElse(0L);
        if (days >= every) {
            LocalDate due = day(last.get().plus(Duration.ofDays(days - days % every)));
            Refusal finding = new Refusal(ScheduleCode.MISSING, type.label(), unit, day(last.get()), days, every);
            boolean first = mailing.tellOnce("expected-" + type.label(), unit, due.toString(),
                    "[penumbra] %s %s missing, due %s".formatted(unit, type.label(), due),
                    "%s %s%n%s%n".formatted(finding.code().code(), finding.getMessage(), finding.code().action()), Optional.empty());
            if (first) {
                LOG.warn(Failure.line(finding));
            }
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
