import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Speaks as much of MySQL's protocol as a command needs to believe that it lists a fleet: lets
 * everybody in, over TLS, and answers each SELECT with one row of made-up values.
 */
final class PretendedServer implements AutoCloseable {
    static final String PASSWORD = "pretended";

    private static final int CAPABILITIES =
            0x1 | 0x4 | 0x8 | 0x200 | 0x800 | 0x2000 | 0x8000 | 0x20000 | 0x80000 | 0x100000 | 0x200000;
    private static final int SSL_REQUEST_LENGTH = 32;
    private static final int UTF8MB4 = 45;
    private static final int VAR_STRING = 0xfd;
    private static final Pattern VARIABLE =
            Pattern.compile("@@(?:session\\.)?(\\w+)(?:\\s+AS\\s+(\\w+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMNS =
            Pattern.compile("SELECT\\s+(.+?)\\s+FROM\\s", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Map<String, String> VARIABLES =
            Map.ofEntries(
                    Map.entry("auto_increment_increment", "1"),
                    Map.entry("autocommit", "1"),
                    Map.entry("character_set_client", "utf8mb4"),
                    Map.entry("character_set_connection", "utf8mb4"),
                    Map.entry("character_set_results", "utf8mb4"),
                    Map.entry("character_set_server", "utf8mb4"),
                    Map.entry("collation_server", "utf8mb4_general_ci"),
                    Map.entry("collation_connection", "utf8mb4_general_ci"),
                    Map.entry("init_connect", ""),
                    Map.entry("interactive_timeout", "28800"),
                    Map.entry("license", "GPL"),
                    Map.entry("lower_case_table_names", "0"),
                    Map.entry("max_allowed_packet", "67108864"),
                    Map.entry("net_write_timeout", "60"),
                    Map.entry("performance_schema", "0"),
                    Map.entry("sql_mode", "STRICT_TRANS_TABLES"),
                    Map.entry("system_time_zone", "UTC"),
                    Map.entry("time_zone", "SYSTEM"),
                    Map.entry("transaction_isolation", "REPEATABLE-READ"),
                    Map.entry("wait_timeout", "28800"));

    private final ServerSocket listener;
    private final SSLContext tls;

    private PretendedServer(ServerSocket listener, SSLContext tls) {
        this.listener = listener;
        this.tls = tls;
    }

    static PretendedServer start(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        PretendedServer server =
                new PretendedServer(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()), tls);
        Thread.ofPlatform().daemon().start(server::listen);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Conversation talk = new Conversation(socket.getInputStream(), socket.getOutputStream());
            talk.write(greeting());
            byte[] answer = talk.read();
            if (answer.length == SSL_REQUEST_LENGTH) {
                SSLSocket sealed =
                        (SSLSocket)
                                tls.getSocketFactory()
                                        .createSocket(socket, new ByteArrayInputStream(new byte[0]), true);
                sealed.setUseClientMode(false);
                talk = new Conversation(sealed.getInputStream(), sealed.getOutputStream(), talk.sequence);
                talk.read();
            }
            // The password's scramble is as it should be.
            talk.write(new byte[] {1, 3});
            talk.write(ok());
            while (true) {
                talk.sequence = 0;
                byte[] command = talk.read();
                if (command[0] == 1) {
                    return;
                }
                answer(talk, command);
            }
        } catch (IOException gone) {
            // The command has ended.
        }
    }

    private static void answer(Conversation talk, byte[] command) throws IOException {
        String sql =
                new String(command, 1, command.length - 1, StandardCharsets.UTF_8)
                        .replaceAll("/\\*.*?\\*/", "")
                        .strip();
        if (command[0] != 3 || !sql.toUpperCase(Locale.ROOT).startsWith("SELECT")) {
            talk.write(ok());
            return;
        }
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        row(sql, names, values);
        talk.write(new byte[] {(byte) names.size()});
        for (String name : names) {
            talk.write(column(name));
        }
        talk.write(end());
        Bytes row = new Bytes();
        values.forEach(row::text);
        talk.write(row.bytes());
        talk.write(end());
    }

    private static void row(String sql, List<String> names, List<String> values) {
        Matcher variables = VARIABLE.matcher(sql);
        while (variables.find()) {
            names.add(variables.group(2) == null ? variables.group(1) : variables.group(2));
            values.add(VARIABLES.getOrDefault(variables.group(1).toLowerCase(Locale.ROOT), "0"));
        }
        Matcher columns = COLUMNS.matcher(sql);
        if (names.isEmpty() && columns.find()) {
            for (String column : columns.group(1).split(",")) {
                String name = column.strip().replaceAll("(?s).*[\\s.]", "");
                names.add(name);
                values.add(value(name, sql));
            }
        }
        if (names.isEmpty()) {
            names.add("1");
            values.add("1");
        }
    }

    private static String value(String name, String sql) {
        return switch (name) {
            case "state" ->
                    sql.contains("FROM operations")
                            ? "succeeded"
                            : sql.contains("FROM backups") ? "ready" : "active";
            case "slug", "name" -> "acme";
            case "tags", "labels" -> "{}";
            default -> {
                if (name.endsWith("_at") || name.endsWith("_after")) {
                    yield "2026-11-24 10:32:05.000000";
                }
                yield name.endsWith("id") ? "01JD8Q3C5N8F4T3J6B1ZK2M7XA" : "0";
            }
        };
    }

    private static byte[] greeting() {
        Bytes bytes = new Bytes();
        bytes.number(10, 1).zeroEnded("9.7.0").number(7, 4).raw("12345678").number(0, 1);
        bytes.number(CAPABILITIES & 0xffff, 2).number(UTF8MB4, 1).number(2, 2);
        bytes.number(CAPABILITIES >>> 16, 2).number(21, 1).raw("\0\0\0\0\0\0\0\0\0\0");
        return bytes.raw("123456789012").number(0, 1).zeroEnded("caching_sha2_password").bytes();
    }

    private static byte[] column(String name) {
        Bytes bytes = new Bytes();
        bytes.text("def").text("tenantry").text("t").text("t").text(name).text(name).number(12, 1);
        return bytes.number(UTF8MB4, 2).number(1024, 4).number(VAR_STRING, 1).number(0, 2).number(0, 1).number(0, 2).bytes();
    }

    private static byte[] ok() {
        return new byte[] {0, 0, 0, 2, 0, 0, 0};
    }

    private static byte[] end() {
        return new byte[] {(byte) 0xfe, 0, 0, 2, 0};
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** Packets, numbered. */
    private static final class Conversation {
        private final DataInputStream in;
        private final OutputStream out;
        private int sequence;

        Conversation(InputStream in, OutputStream out) {
            this(in, out, 0);
        }

        Conversation(InputStream in, OutputStream out, int sequence) {
            this.in = new DataInputStream(in);
            this.out = out;
            this.sequence = sequence;
        }

        byte[] read() throws IOException {
            byte[] head = new byte[4];
            in.readFully(head);
            sequence = (head[3] & 0xff) + 1;
            byte[] body = new byte[(head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16];
            in.readFully(body);
            if (body.length == 0) {
                throw new EOFException();
            }
            return body;
        }

        void write(byte[] body) throws IOException {
            byte[] packet = new byte[body.length + 4];
            packet[0] = (byte) body.length;
            packet[1] = (byte) (body.length >> 8);
            packet[2] = (byte) (body.length >> 16);
            packet[3] = (byte) sequence++;
            System.arraycopy(body, 0, packet, 4, body.length);
            out.write(packet);
            out.flush();
        }
    }

    /** A packet's body. */
    private static final class Bytes {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Bytes number(int value, int length) {
            for (int i = 0; i < length; i++) {
                bytes.write(value >>> (8 * i));
            }
            return this;
        }

        Bytes raw(String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Bytes zeroEnded(String text) {
            return raw(text).number(0, 1);
        }

        Bytes text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return number(utf8.length, 1).raw(new String(utf8, StandardCharsets.ISO_8859_1));
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
