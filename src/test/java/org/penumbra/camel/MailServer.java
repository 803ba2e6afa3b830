package org.penumbra.camel;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A mail server with manners of its own: an SMTP conversation at a time, in which a test decides what happens before each answer. */
final class MailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Manner manner;
    private final List<MimeMessage> received = new ArrayList<>();

    /** What happens before a line of the client is answered. */
    @FunctionalInterface
    interface Manner {
        /** What any other server does. */
        Manner GOOD = line -> true;

        /**
         * @param line {@code HELO} and what follows, {@code .} at the end of a message, which has arrived then
         * @return whether to answer; the connection ends else
         */
        boolean answers(String line) throws InterruptedException;

        /** What is answered to a line that does not begin a message. */
        default String answer(String line) {
            return "250 good";
        }
    }

    MailServer(int port, Manner manner) throws IOException {
        this.manner = manner;
        socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "mail server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Lines of {@code application.properties}. */
    static String[] properties(int port) {
        return new String[] {"penumbra.smtp.host = localhost", "penumbra.smtp.port = " + port, "penumbra.smtp.timeout = 1000"};
    }

    synchronized List<MimeMessage> received() {
        return List.copyOf(received);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept();
                 BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
                converse(client, in);
            } catch (SocketException e) {
                // the client has hung up, or the server is closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void converse(Socket client, BufferedReader in) throws IOException, InterruptedException {
        answer(client, "220 here");
        StringBuilder message = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (message != null && !line.equals(".")) {
                message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                continue;
            }
            if (line.equals(".")) {
                add(message.toString());
            }
            if (!manner.answers(line)) {
                return;
            }
            message = line.equals("DATA") ? new StringBuilder() : null;
            answer(client, message == null ? manner.answer(line) : "354 go on");
        }
    }

    private synchronized void add(String message) {
        try {
            received.add(new MimeMessage(Session.getInstance(new Properties()),
                    new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1))));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
