package io.tenantry.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.redis.datasource.RedisDataSource;
import io.restassured.RestAssured;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests with X-Forwarded-For; in tests a proxy at 127.0.0.2 is trusted, and nobody else. */
@ServerTest
class ForwardedAddressTest {
    private static final String COUNTER = "tenantry:sign-in:address:";

    @Inject RedisDataSource redis;

    /** A sign-in that fails, from one of the machine's own addresses. */
    private static int signIn(String from, String forwarded)
            throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .localAddress(InetAddress.getByName(from))
                        .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:%d/api/v1/auth/login"
                                                    .formatted(RestAssured.port)))
                            .timeout(Duration.ofSeconds(10))
                            .header("Content-Type", "application/json")
                            .header("X-Forwarded-For", forwarded)
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"email\":\"%s@forwarded.test\",\"password\":\"x\"}"
                                                    .formatted(Ulid.next())))
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, false", "127.0.0.2, true"})
    void onlyATrustedProxySaysWhereACallComesFrom(String from, boolean believed) throws Exception {
        String claimed =
                "203.0.113.%d"
                        .formatted(
                                ThreadLocalRandom.current().nextInt(1, 125) + (believed ? 125 : 0));

        assertThat(signIn(from, claimed)).isEqualTo(401);

        assertThat(redis.key().exists(COUNTER + claimed)).isEqualTo(believed);
        redis.key().del(COUNTER + claimed);
    }

    @ParameterizedTest
    @CsvSource({"unknown", "a.b.example"})
    void whatIsNoAddressIsNotTakenForOne(String forwarded) throws Exception {
        assertThat(signIn("127.0.0.2", forwarded)).isEqualTo(401);

        assertThat(redis.key().exists(COUNTER + "127.0.0.2")).isTrue();
        redis.key().del(COUNTER + "127.0.0.2");
    }
}
