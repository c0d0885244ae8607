package io.tenantry.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.TestedFleet;
import io.tenantry.cli.TestedFleet.Ran;
import io.tenantry.localstack.Redis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a command changes the servers' replicas hear at once, if Redis is there. */
class AnnouncementsTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private final TestedFleet fleet = TestedFleet.shared();

    @Test
    void changedRouteIsAnnouncedOnTheServersChannel() throws IOException {
        String slug = fleet.tenant();
        String tenant = fleet.tenantId(slug);
        Redis redis = fleet.redis();
        try (Socket replica = new Socket(redis.host(), redis.port());
                BufferedReader heard =
                        new BufferedReader(
                                new InputStreamReader(
                                        replica.getInputStream(), StandardCharsets.UTF_8))) {
            replica.setSoTimeout(PATIENCE_MILLIS);
            replica.getOutputStream()
                    .write("SUBSCRIBE tenantry:routes\r\n".getBytes(StandardCharsets.UTF_8));
            awaitLine(heard, ":1");

            Ran ran = fleet.run("tenant", "suspend", slug);

            assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.OK);
            awaitLine(heard, tenant);
        }
    }

    private static void awaitLine(BufferedReader heard, String wanted) throws IOException {
        String line = heard.readLine();
        while (!wanted.equals(line)) {
            assertThat(line).isNotNull();
            line = heard.readLine();
        }
    }

    @Test
    void redisThatDoesNotAnswerKeepsNobodyWaiting() throws IOException {
        String slug = fleet.tenant();
        // Connections are taken by the system, and nobody ever answers on them.
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long began = System.nanoTime();

            Ran ran =
                    fleet.run(
                            "tenant",
                            "suspend",
                            slug,
                            "--set",
                            "quarkus.redis.hosts=redis://localhost:" + mute.getLocalPort());

            assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.OK);
            // Waiting for the operation itself is in it, on a machine that may be busy.
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void redisThatIsAwayIsNoMatter() {
        Ran ran =
                fleet.run(
                        "tenant",
                        "create",
                        TestedFleet.slug(),
                        "--set",
                        "quarkus.redis.hosts=redis://nowhere.invalid:1,redis://localhost:1");

        assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.OK);
    }
}
