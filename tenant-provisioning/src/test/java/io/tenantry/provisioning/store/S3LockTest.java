package io.tenantry.provisioning.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is asked of a bucket that locks. No S3 server that can be had for tests enforces locks, so
 * the answers are those that Amazon's documentation gives.
 */
class S3LockTest {
    private static final Instant UNTIL = Instant.parse("2090-01-02T03:04:05Z");
    private static final String VERSIONS =
            """
            <ListVersionsResult><IsTruncated>false</IsTruncated>
            <Version><Key>p/a/b</Key><VersionId>v1</VersionId></Version>
            <Version><Key>p/a/b-neighbour</Key><VersionId>v9</VersionId></Version>
            <DeleteMarker><Key>p/a/b</Key><VersionId>v2</VersionId></DeleteMarker>
            </ListVersionsResult>
            """;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile String deleted = "<DeleteResult/>";
    private HttpServer server;
    private S3Store store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        store =
                S3Store.open(
                        new S3Settings(
                                "locked",
                                "p",
                                null,
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                                true,
                                new S3Settings.Login("tester", "not-a-secret"),
                                LockMode.COMPLIANCE));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        asked.add(
                "%s %s?%s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().getPath(),
                                query,
                                body));
        String answer =
                query.contains("versions") ? VERSIONS : query.contains("delete") ? deleted : "";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void anObjectIsLockedUntilItsTimeHasCome() throws IOException {
        assertThat(store.locks()).isTrue();

        store.lock("a/b", UNTIL);

        assertThat(asked)
                .singleElement()
                .asString()
                .startsWith("PUT /locked/p/a/b?retention")
                .contains("<Mode>COMPLIANCE</Mode>")
                .contains("<RetainUntilDate>2090-01-02T03:04:05Z</RetainUntilDate>");
    }

    @Test
    void aRemovalNamesEveryVersion() throws IOException {
        store.delete("a/b");

        assertThat(asked.getLast())
                .startsWith("POST /locked?delete")
                .contains("<VersionId>v1</VersionId>")
                .contains("<VersionId>v2</VersionId>")
                .doesNotContain("v9");
    }

    @Test
    void aVersionThatTheBucketKeepsIsLocked() {
        deleted =
                "<DeleteResult><Error><Key>p/a/b</Key><VersionId>v1</VersionId><Code>AccessDenied</Code><Message>Access Denied because object protected by object lock.</Message></Error></DeleteResult>";

        assertThatThrownBy(() -> store.delete("a/b")).isInstanceOf(ObjectLockedException.class);
    }
}
