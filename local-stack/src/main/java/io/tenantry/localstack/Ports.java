package io.tenantry.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Free TCP ports of the loopback interface. */
final class Ports {
    static final String HOST = "127.0.0.1";
    static final InetAddress ADDRESS = InetAddress.ofLiteral(HOST);

    private static final int LEAST = 20_000;
    private static final int MOST = 32_000;
    private static final int ATTEMPTS = 200;

    private Ports() {}

    /**
     * The port noted in a file, if it is still free: a server comes back where it was. Otherwise a
     * free one.
     */
    static int choose(Path note) {
        int noted = read(note);
        return noted != 0 && isFree(noted) ? noted : free();
    }

    static void note(Path note, int port) {
        try {
            Files.writeString(note, port + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do: a port whose last connections linger in TIME_WAIT is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(ADDRESS, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A free port that is still free when the server comes back: not one of those that systems give
     * to outgoing connections (32768 and up on Linux, 49152 and up elsewhere).
     */
    private static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(LEAST, MOST + 1);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no free port from %d to %d".formatted(LEAST, MOST));
    }

    private static int read(Path note) {
        try {
            return Files.exists(note) ? Integer.parseInt(Files.readString(note).strip()) : 0;
        } catch (NumberFormatException e) {
            return 0; // half-written: any port will do
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
