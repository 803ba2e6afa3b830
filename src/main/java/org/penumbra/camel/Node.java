package org.penumbra.camel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The name of a running service: that of the machine, a number, and a mark that was drawn when the number was first taken in this home directory.
 * It is the same after a restart, another one for a second service on the same home, and another one for a service on another home whose machine
 * has the same name. The lock ends with the process, however it ends; it names a node and guards nothing else.
 */
final class Node implements AutoCloseable {
    private static final int MARK = 8;

    private final String name;
    private final FileChannel channel;

    private Node(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /** Takes the first name that no running service has. @param directory that the services of a home share */
    static Node take(Path directory) throws IOException {
        Files.createDirectories(directory);
        String machine = machine();
        for (int number = 1; ; number++) {
            String numbered = machine + "-" + number;
            FileChannel channel = FileChannel.open(directory.resolve(numbered + ".node"), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new Node(numbered + "-" + mark(channel), channel);
            }
            channel.close();
        }
    }

    /** The name of a hardened machine, or of a container without a network, may not resolve. */
    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isBlank()).orElse("node");
        }
    }

    /** Through the channel that holds the lock: to close another one of the same file would end the lock. */
    private static String mark(FileChannel channel) throws IOException {
        ByteBuffer mark = ByteBuffer.allocate(MARK);
        if (channel.read(mark, 0) < MARK) {
            mark = StandardCharsets.US_ASCII.encode(UUID.randomUUID().toString().substring(0, MARK));
            channel.write(mark, 0);
            channel.force(true);
        }
        return StandardCharsets.US_ASCII.decode(mark.rewind()).toString();
    }

    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
