package org.penumbra.camel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.history.JobRepository;

/** Passes everything on to another repository, and writes down each step with whether the delivery lay in the drop directory then. */
final class RecordingJobs {
    private final List<String> calls = new ArrayList<>();
    private final Path source;
    private String failing = "";

    /** @param source where the delivery of the test is dropped */
    RecordingJobs(Path source) {
        this.source = source;
    }

    JobRepository before(JobRepository jobs) {
        return (JobRepository) Proxy.newProxyInstance(JobRepository.class.getClassLoader(), new Class<?>[] {JobRepository.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("find")) {
                        add(method.getName());
                    }
                    if (method.getName().equals(failing)) {
                        throw new IllegalStateException("planted: the store is away");
                    }
                    try {
                        return method.invoke(jobs, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void add(String call) {
        calls.add(call + (Files.exists(source) ? " in the drop directory" : " in the claim folder"));
    }

    /** From now on calls of that method fail; empty for none. */
    void fail(String method) {
        failing = method;
    }

    List<String> calls() {
        return calls;
    }
}
