package org.penumbra.camel;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The name of a running service: that of the machine and a number, the same after a restart, and another one for a second service on the same
 * home directory. The lock ends with the process, however it ends; it names a node and guards nothing else.
 */
final class Node implements AutoCloseable {
    private final String name;
    private final FileChannel channel;

    private Node(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /** Takes the first name that no running service has. @param directory that the services share */
    static Node take(Path directory) throws IOException {
        Files.createDirectories(directory);
        String machine = InetAddress.getLocalHost().getHostName();
        for (int number = 1; ; number++) {
            String name = machine + "-" + number;
            FileChannel channel = FileChannel.open(directory.resolve(name + ".node"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new Node(name, channel);
            }
            channel.close();
        }
    }

    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
