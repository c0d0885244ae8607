package io.tenantry.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a port whether a server is ready there, without a driver. */
final class Probe {
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int PACKET_HEADER_BYTES = 4;
    private static final int HANDSHAKE_V10 = 10;
    private static final int REPLY_LIMIT_BYTES = 4_096;
    private static final Pattern PROCESS_ID = Pattern.compile("process_id:(\\d+)");

    private Probe() {}

    /**
     * Whether a MySQL-compatible server greets. A server that starts accepts connections before it
     * greets them; one that refuses sends an error packet in place of the greeting.
     */
    static boolean greets(int port) {
        try (Socket socket = connect(port)) {
            InputStream in = socket.getInputStream();
            return in.readNBytes(PACKET_HEADER_BYTES).length == PACKET_HEADER_BYTES
                    && in.read() == HANDSHAKE_V10;
        } catch (IOException e) {
            return false;
        }
    }

    /** The pid of the Redis on a port, or 0 if none answers. */
    static long redisProcess(int port) {
        try (Socket socket = connect(port)) {
            socket.getOutputStream()
                    .write("INFO server\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] reply = socket.getInputStream().readNBytes(REPLY_LIMIT_BYTES);
            Matcher found = PROCESS_ID.matcher(new String(reply, StandardCharsets.US_ASCII));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(Ports.ADDRESS, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
