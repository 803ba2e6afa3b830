package org.penumbra.camel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.penumbra.history.JobRepository;
import org.slf4j.LoggerFactory;

/**
 * A service in a JVM of its own that dies, as by kill -9, at a named step: {@code before:NAME} or {@code after:NAME}, where NAME is a method of
 * {@link JobRepository} or a bean of the routes; with {@code pause:} before it, it is stopped there once as by kill -STOP. Arguments: home directory,
 * step or {@code never}. It ends in good order at the end of its input, and answers each line {@code heap} with the bytes in use after a collection.
 */
final class DyingService implements InterceptStrategy {
    private static final int KILLED = 137;
    private final String step;
    private final AtomicBoolean paused = new AtomicBoolean();

    private DyingService(String step) {
        this.step = step;
    }

    public static void main(String[] arguments) throws Exception {
        // the test waits for what it says of each product
        ((Logger) LoggerFactory.getLogger("org.penumbra")).setLevel(Level.INFO);
        DyingService death = new DyingService(arguments[1]);
        Service service = new Service(new Rooms(Path.of("").toAbsolutePath(), Path.of(arguments[0])),
                "penumbra test", Clock.systemUTC(), death::around);
        service.camel().bind("death", death);
        service.start();
        System.out.println("watching");
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = input.readLine(); "heap".equals(line); line = input.readLine()) {
                System.gc();
                System.out.println("heap " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
        }
        service.close();
        System.out.println("stopped");
        System.exit(0);
    }

    private JobRepository around(JobRepository jobs) {
        return (JobRepository) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {JobRepository.class}, (proxy, method, values) -> {
            reach("before:" + method.getName());
            try {
                return method.invoke(jobs, values);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                reach("after:" + method.getName());
            }
        });
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode node, Processor target, Processor next) {
        if (!(node instanceof BeanDefinition bean)) {
            return target;
        }
        return exchange -> {
            reach("before:" + bean.getRef());
            target.process(exchange);
            reach("after:" + bean.getRef());
        };
    }

    private void reach(String now) {
        if (now.equals(step)) {
            System.out.println("killed " + step);
            Runtime.getRuntime().halt(KILLED);
        }
        if (("pause:" + now).equals(step) && !paused.getAndSet(true)) {
            System.out.println("paused " + now);
            signal("STOP", ProcessHandle.current().pid());
        }
    }

    static void signal(String name, long process) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process)).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Process start(Home home, String step) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary(home), "-cp", System.getProperty("java.class.path"),
                DyingService.class.getName(), home.rooms().home().toString(), step).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
        return builder.start();
    }

    /** From the class path of tests DuckDB unpacks its library, and who is killed leaves it there. */
    private static Path temporary(Home home) throws IOException {
        return Files.createDirectories(home.rooms().home().resolve("tmp"));
    }
}
