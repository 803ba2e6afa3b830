package org.penumbra.camel;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.penumbra.delivery.Trees;
import org.penumbra.delivery.WholeFile;
import org.penumbra.finding.Refusal;
import org.penumbra.history.Job;
import org.penumbra.history.Store;
import org.penumbra.report.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code requests}: answers what operators ask for by files in {@code drop/requests/}.
 *
 * <p>A request is taken by a rename into a folder of this node, answered there, and moved with its answer to {@code archive/requests/<id>/}: after
 * a kill it is still in that folder and is answered then. All it brings is keyed by that id, so that asking twice for one is asking once.
 */
public final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final long LARGEST = 1 << 16;
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._ -]");
    private static final int LONGEST = 120;

    private final Path requests;
    private final Path taken;
    private final Path archive;
    private final Fulfilment fulfilment;
    private final Mailing mailing;
    private final Store store;
    private final Clock clock;

    /** @param node name of this node */
    Requests(Rooms rooms, String node, Fulfilment fulfilment, Mailing mailing, Store store, Clock clock) {
        this.requests = rooms.requests();
        this.taken = rooms.requests().resolve(Claim.FOLDER).resolve(node);
        this.archive = rooms.archive().resolve("requests");
        this.fulfilment = fulfilment;
        this.mailing = mailing;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Answers a request that was dropped.
     *
     * @param name of its file
     * @return ids of jobs that begin with it
     */
    public synchronized List<String> answer(@Header(Exchange.FILE_NAME) String name) throws IOException {
        Path folder = Files.createDirectories(taken.resolve(Job.newId()));
        // fit for the names of its answer, a subject and the store
        String plain = NOT_PLAIN.matcher(name).replaceAll("_");
        try {
            Files.move(requests.resolve(name), folder.resolve(plain.substring(0, Math.min(plain.length(), LONGEST))), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // another node was faster, or the sender took it back
            Files.delete(folder);
        }
        return left();
    }

    /** Answers what was taken and not answered, because the process was killed or the store was away. @return ids of jobs that begin with it */
    public synchronized List<String> left() throws IOException {
        List<String> jobs = new ArrayList<>();
        for (Path folder : entries(taken)) {
            List<Path> files = entries(folder);
            if (files.isEmpty()) {
                Files.delete(folder);
            } else {
                jobs.addAll(answer(folder, files));
            }
        }
        return jobs;
    }

    private List<String> answer(Path folder, List<Path> files) throws IOException {
        String id = folder.getFileName().toString();
        // its answer, if it has one, comes after it: the name is longer
        Path file = files.get(0);
        String name = file.getFileName().toString();
        Answer answer = answer(id, name, file);
        WholeFile.write(folder.resolve(name + answer.suffix()), out -> out.write(Json.text(answer).getBytes(StandardCharsets.UTF_8)));
        mailing.tellOnce("request", "all", id, "[penumbra] request %s: %s".formatted(name, answer.status()), answer.text(), Optional.empty());
        Files.createDirectories(archive);
        Files.move(folder, archive.resolve(id), StandardCopyOption.ATOMIC_MOVE);
        LOG.info("request {} {}: {}", name, answer.status(), answer.message());
        return fulfilment.begun(id);
    }

    private Answer answer(String id, String name, Path file) {
        try {
            Fulfilment.Result result = fulfilment.of(id, Request.read(text(file)), name);
            return Answer.done(name, result.message(), result.results(), clock.instant());
        } catch (Refusal refusal) {
            return Answer.failed(name, refusal, clock.instant());
        } catch (IOException | RuntimeException e) {
            // without the store no request can be answered: it is not the fault of this one, which is tried again
            store.now();
            Failure.error(LOG, "request %s failed: %s".formatted(name, Failure.words(e)), e);
            return Answer.failed(name, new Refusal(RequestCode.INTERNAL, List.of(), e, Failure.words(e)), clock.instant());
        }
    }

    /** A link is not followed: what it leads to is no request. */
    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
            throw new Refusal(RequestCode.MALFORMED, "it is not a file of at most %d bytes".formatted(LARGEST));
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Refusal(RequestCode.MALFORMED, List.of(), e, "it is not a text in UTF-8");
        }
    }

    /** What lies in a directory but for what is being written there. */
    private static List<Path> entries(Path directory) {
        return Trees.entries(directory).stream().filter(entry -> !entry.getFileName().toString().startsWith(".")).toList();
    }
}
