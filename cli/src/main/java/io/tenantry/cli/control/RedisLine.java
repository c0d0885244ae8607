package io.tenantry.cli.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis that can say PUBLISH, which is all that a command has to tell: a client
 * library would take longer to load than most commands run.
 */
final class RedisLine implements AutoCloseable {
    private static final int USUAL_PORT = 6379;
    private static final String END = "\r\n";

    private final Socket socket;
    private final BufferedReader answers;

    private RedisLine(Socket socket) throws IOException {
        this.socket = socket;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Opens it.
     *
     * @param host as Quarkus has it: {@code redis://user:password@host:port}; {@code rediss} for
     *     TLS
     * @param password which holds where the host names none
     * @param patience for each thing that is waited for
     */
    static RedisLine open(URI host, Optional<String> password, Duration patience)
            throws IOException {
        Socket socket = new Socket();
        try {
            int millis = (int) patience.toMillis();
            socket.connect(address(host), millis);
            socket.setSoTimeout(millis);
            RedisLine line =
                    new RedisLine(
                            "rediss".equals(host.getScheme()) ? sealed(socket, host) : socket);
            line.signIn(host.getRawUserInfo(), password);
            return line;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static InetSocketAddress address(URI host) throws IOException {
        if (host.getHost() == null) {
            throw new IOException("not a host of Redis");
        }
        return new InetSocketAddress(
                host.getHost(), host.getPort() == -1 ? USUAL_PORT : host.getPort());
    }

    private static Socket sealed(Socket plain, URI host) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket =
                (SSLSocket) factory.createSocket(plain, host.getHost(), plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        // Without it any certificate of a known issuer would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private void signIn(@Nullable String userInfo, Optional<String> known) throws IOException {
        String[] parts = (userInfo == null ? "" : userInfo).split(":", 2);
        String user = decoded(parts[0]);
        Optional<String> password =
                parts.length == 2 && !parts[1].isEmpty() ? Optional.of(decoded(parts[1])) : known;
        if (password.isPresent()) {
            say(
                    user.isEmpty()
                            ? List.of("AUTH", password.get())
                            : List.of("AUTH", user, password.get()));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    void publish(String channel, String message) throws IOException {
        say(List.of("PUBLISH", channel, message));
    }

    private void say(List<String> words) throws IOException {
        StringBuilder text = new StringBuilder().append('*').append(words.size()).append(END);
        for (String word : words) {
            int bytes = word.getBytes(StandardCharsets.UTF_8).length;
            text.append('$').append(bytes).append(END).append(word).append(END);
        }
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        String answer = answers.readLine();
        if (answer == null || answer.startsWith("-")) {
            throw new IOException("Redis refuses " + words.getFirst());
        }
    }

    /** Whatever comes of it: nothing more is said here. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            assert socket.isClosed();
        }
    }
}
