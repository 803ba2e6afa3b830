package org.penumbra.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.history.JobRepository;
import org.penumbra.history.Store;

/** Two services on one machine, each with a home of its own, that share a drop directory and a store. */
class TwoHomesTest {
    @TempDir
    Path temporary;
    @AutoClose
    private final Said said = new Said();
    private final CountDownLatch measured = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    @AutoClose
    private Home one;
    @AutoClose
    private Home two;

    @BeforeEach
    void homes() throws Exception {
        one = new Home(temporary.resolve("one"));
        two = new Home(temporary.resolve("two"));
        Files.delete(two.rooms().drop());
        Files.createSymbolicLink(two.rooms().drop(), one.rooms().drop());
        two.config("application.properties", "penumbra.store.url = " + Store.h2(one.rooms().database()));
    }

    @Test
    void a_service_that_starts_leaves_what_that_of_another_home_has_in_hand() throws Exception {
        one.drop(Home.product(0));
        one.start(Clock.systemUTC(), this::waiting);
        measured.await();
        two.start();
        assertThat(two.service().camel().jobs().ids()).isEmpty();
        goOn.countDown();
        said.await("is done", 1);
        assertThat(one.reports()).hasSize(1);
        assertThat(two.reports()).isEmpty();
    }

    private JobRepository waiting(JobRepository jobs) {
        return (JobRepository) Proxy.newProxyInstance(JobRepository.class.getClassLoader(), new Class<?>[] {JobRepository.class},
                (proxy, method, values) -> {
                    if (method.getName().equals("measured")) {
                        measured.countDown();
                        goOn.await();
                    }
                    try {
                        return method.invoke(jobs, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
