package io.tenantry.replicas;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tenantry.localstack.LocalRedis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.List;

/** Who listens on a Redis for routes that have changed. */
final class Listeners {
    private static final String ASK = "PUBSUB NUMSUB tenantry:routes\r\n";

    private Listeners() {}

    /** How many there are. */
    static int of(LocalRedis redis) throws IOException {
        try (Socket socket = new Socket(redis.host(), redis.port());
                BufferedReader answer =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(ASK.getBytes(US_ASCII));
            // *2, $15, tenantry:routes, :2
            List<String> lines = List.of(line(answer), line(answer), line(answer), line(answer));
            return Integer.parseInt(lines.getLast().substring(1));
        }
    }

    private static String line(BufferedReader answer) throws IOException {
        String line = answer.readLine();
        if (line == null) {
            throw new IOException("Redis closed the connection");
        }
        return line;
    }
}
