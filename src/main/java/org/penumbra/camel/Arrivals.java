package org.penumbra.camel;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.delivery.Delivery;
import org.penumbra.delivery.DeliverySettings;
import org.penumbra.delivery.Observation;
import org.penumbra.delivery.Readiness;
import org.penumbra.delivery.ReadinessCheck;
import org.penumbra.finding.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What arrives in one drop directory, from poll to poll: remembers what each waiting delivery amounted to. Used by one thread. */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    /** In place of a number of files that cannot be counted. */
    private static final long UNREADABLE = -1;
    private static final Instant TOLD = Instant.MAX;

    private final DeliverySettings settings;
    private final ReadinessCheck check;
    private Map<Path, Observation> seen = new HashMap<>();
    private final Set<Path> returned = new HashSet<>();
    private final Set<Path> stalled = new HashSet<>();
    private final Map<Path, Instant> strangers = new HashMap<>();

    Arrivals(DeliverySettings settings) {
        this.settings = settings;
        this.check = new ReadinessCheck(settings);
    }

    /**
     * A delivery for which the waiting is over.
     *
     * @param refusal why it must not be processed, where it stayed incomplete for too long
     */
    record Arrival(Delivery delivery, Optional<Refusal> refusal) {
    }

    /**
     * Looks at each delivery once, in the order given, those that were put back last.
     *
     * @param limit after so many the others are left for the next poll; 0 for none
     */
    List<Arrival> over(List<Delivery> deliveries, Instant now, int limit) {
        List<Arrival> arrivals = new ArrayList<>();
        Map<Path, Observation> before = seen;
        seen = new HashMap<>();
        List<Path> there = deliveries.stream().map(Delivery::path).toList();
        returned.retainAll(there);
        stalled.retainAll(there);
        for (Delivery delivery : deliveries.stream().sorted(Comparator.comparing((Delivery one) -> returned.contains(one.path()))).toList()) {
            Optional<Observation> earlier = Optional.ofNullable(before.get(delivery.path()));
            if (limit > 0 && arrivals.size() >= limit) {
                earlier.ifPresent(observation -> seen.put(delivery.path(), observation));
                continue;
            }
            Readiness readiness = look(delivery, earlier, now);
            seen.put(delivery.path(), readiness.observation());
            switch (readiness.state()) {
                case READY -> arrivals.add(new Arrival(delivery, Optional.empty()));
                case INCOMPLETE -> arrivals.add(new Arrival(delivery, Optional.of(readiness.refusal(delivery, settings))));
                case WAITING -> waits(delivery, readiness, now);
            }
        }
        return arrivals;
    }

    /** Says once of each that stands still that it is not whole, hours before it is refused. */
    private void waits(Delivery delivery, Readiness readiness, Instant now) {
        LOG.debug("{} waits: {}", delivery.path(), readiness.reason());
        boolean still = Duration.between(readiness.observation().since(), now).compareTo(settings.settleTime()) >= 0;
        if (still && stalled.add(delivery.path())) {
            LOG.info("{} is not whole and has stopped growing: {}. It is refused if it stays so for {} h.", delivery.path(), readiness.reason(),
                    settings.incompleteAfter());
        }
    }

    /** Says once of each thing that nobody will take that it lies in a drop directory; not at once, since it may become a delivery. */
    void strangers(List<Path> there, Instant now) {
        strangers.keySet().retainAll(there);
        for (Path stranger : there) {
            Instant since = strangers.computeIfAbsent(stranger, found -> now);
            if (since != TOLD && Duration.between(since, now).compareTo(settings.settleTime()) >= 0) {
                strangers.put(stranger, TOLD);
                LOG.warn("{} is no delivery and stays where it is. A directory NAME.SAFE is one, an archive of it (.zip, .tar, .tgz, .tar.gz), "
                        + "and a directory with delivery.yaml.", stranger);
            }
        }
    }

    /** The delivery has been claimed: whatever arrives under its name is new. */
    void claimed(Delivery delivery) {
        seen.remove(delivery.path());
    }

    /** The delivery has been put back: the others go before it. */
    void putBack(Delivery delivery) {
        returned.add(delivery.path());
    }

    /** One that cannot be read, for example because it is being removed or belongs to somebody else, must not stop the others: it waits. */
    private Readiness look(Delivery delivery, Optional<Observation> earlier, Instant now) {
        try {
            return check.check(delivery, earlier, now);
        } catch (UncheckedIOException e) {
            Observation unreadable = earlier.filter(before -> before.files() == UNREADABLE).orElse(new Observation(UNREADABLE, UNREADABLE, now));
            boolean over = Duration.between(unreadable.since(), now).compareTo(settings.incompleteTime()) >= 0;
            return new Readiness(over ? Readiness.State.INCOMPLETE : Readiness.State.WAITING,
                    "it cannot be read (" + Failure.words(e) + ")", List.of(), unreadable);
        }
    }
}
