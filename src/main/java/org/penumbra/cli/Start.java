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
        try (Service service = new Service(rooms, Penumbra.software(), Clock.systemUTC())) {
            // not a shutdown hook: all hooks run at once, and one of them closes the store
            Signals.register("TERM", service::stop);
            Signals.register("INT", service::stop);
            service.start();
            System.out.println("watching " + rooms.drop());
            service.join();
        } finally {
            log.close();
        }
        System.out.println("stopped");
        return 0;
    }
}
