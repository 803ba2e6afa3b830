package org.penumbra.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jline.utils.Signals;
import org.penumbra.camel.Rooms;
import org.penumbra.camel.Service;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The unattended service, in the foreground until SIGTERM; it logs to the terminal and to {@code logs/}. */
@Command(name = "start", description = "Watches the drop directory until it is stopped (SIGTERM or Ctrl-C).")
final class Start implements Callable<Integer> {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Start.class);

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() throws Exception {
        if (System.getenv("PENUMBRA_LOG") == null) {
            // who starts a service wants to read what becomes of each product
            ((Logger) LoggerFactory.getLogger("org.penumbra")).setLevel(Level.INFO);
        }
        Rooms rooms = home.rooms();
        LogFile log = new LogFile(rooms.logs());
        try {
            serve(rooms);
        } finally {
            log.close();
        }
        return 0;
    }

    /** Beginning and end are logged too: who reads the file of a day sees when nobody was watching. */
    private static void serve(Rooms rooms) throws Exception {
        try (Service service = new Service(rooms, Penumbra.software(), Clock.systemUTC())) {
            // not a shutdown hook: all hooks run at once, and one of them closes the store
            Signals.register("TERM", service::stop);
            Signals.register("INT", service::stop);
            service.start();
            LOG.info("watching {}", rooms.drop());
            service.join();
            LOG.info("stopping: what is being measured is finished, the rest goes on at the next start");
        }
        LOG.info("stopped");
    }
}
