package io.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A way to a server on which a connection falls silent for good when it has carried much: whoever
 * works with it is then in the middle of that. Those that carry little go on.
 */
public final class Wire implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Wire.class.getName());

    private final ServerSocket door;
    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long much = Long.MAX_VALUE;
    private volatile boolean silent;

    private Wire(ServerSocket door, String host, int port) {
        this.door = door;
        this.host = host;
        this.port = port;
    }

    public static Wire to(String host, int port) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), host, port);
        Thread.ofVirtual().start(wire::accept);
        return wire;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Nothing more is answered on a connection that has carried so many bytes. */
    public void silentAfter(long bytes) {
        silent = false;
        much = bytes;
    }

    /** New connections work. */
    public void mend() {
        much = Long.MAX_VALUE;
    }

    /** Whether somebody waits for an answer in vain. */
    public boolean isSilent() {
        return silent;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(host, port);
                sockets.add(client);
                sockets.add(server);
                AtomicLong carried = new AtomicLong();
                Thread.ofVirtual().start(() -> carry(client, server, carried, false));
                Thread.ofVirtual().start(() -> carry(server, client, carried, true));
            } catch (IOException e) {
                LOG.log(Level.FINE, "closed", e);
            }
        }
    }

    private void carry(Socket from, Socket to, AtomicLong carried, boolean answers) {
        byte[] some = new byte[16_384];
        boolean mute = false;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                mute |= answers && carried.addAndGet(read) > much;
                if (!answers) {
                    carried.addAndGet(read);
                }
                if (mute) {
                    silent = true;
                } else {
                    out.write(some, 0, read);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "hung up", e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
