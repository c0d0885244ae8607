package io.tenantry.replicas;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * A way to a server that a test can cut: what then comes is taken and never answered, as by a
 * firewall that has forgotten a connection. Those made after it is mended work.
 */
final class Wire implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Wire.class);

    private final ServerSocket door;
    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Cut cut = new Cut();

    private Wire(ServerSocket door, String host, int port) {
        this.door = door;
        this.host = host;
        this.port = port;
    }

    static Wire to(String host, int port) {
        try {
            Wire wire =
                    new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), host, port);
            Thread.ofVirtual().start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** All connections, and all that are made until it is mended, fall silent for good. */
    void cut() {
        cut.silent = true;
    }

    void mend() {
        cut = new Cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(host, port);
                sockets.add(client);
                sockets.add(server);
                Cut now = cut;
                Thread.ofVirtual().start(() -> carry(client, server, now));
                Thread.ofVirtual().start(() -> carry(server, client, now));
            } catch (IOException e) {
                // Closed; or the server is not there, which its client will find out.
                LOG.trace("not carried", e);
            }
        }
    }

    private static void carry(Socket from, Socket to, Cut cut) {
        byte[] some = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (!cut.silent) {
                    out.write(some, 0, read);
                }
            }
        } catch (IOException e) {
            // One of them hung up; the other one is told by its end.
            LOG.trace("hung up", e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What has happened to the connections of one time. */
    private static final class Cut {
        private volatile boolean silent;
    }
}
