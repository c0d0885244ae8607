package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.localstack.Engine;
import io.tenantry.localstack.LocalStack;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is looked at below TLS: an idle connection's socket. */
class EncryptedConnectionsTest {
    private static PoolFixture fixture;
    private static TenantId tenant;

    @BeforeAll
    static void open() {
        assumeTrue(
                LocalStack.sharedOrStart().engine() == Engine.MYSQL,
                "the embedded MariaDB has no certificate");
        PoolSettings plain = PoolFixture.settings(4, 1, Duration.ofSeconds(10));
        fixture =
                new PoolFixture(
                        new PoolSettings(
                                plain.maxSize(),
                                plain.tenantShare(),
                                plain.maxWaiting(),
                                plain.maxWaitingPerTenant(),
                                plain.patience(),
                                plain.resetAlways(),
                                Map.of("sslMode", "REQUIRED")),
                        PoolObserver.NONE);
        tenant = fixture.fleet.add(1).getFirst();
    }

    @AfterAll
    static void close() {
        if (fixture != null) {
            fixture.close();
        }
    }

    private static String told(String sql, int column) throws SQLException {
        try (Lease lease = fixture.leases.lease(tenant);
                Statement statement = lease.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(column);
        }
    }

    private static String session() throws SQLException {
        return told("SELECT CONNECTION_ID()", 1);
    }

    @Test
    void aConnectionThatLivesIsHandedOutAgain() throws SQLException {
        assertThat(told("SHOW SESSION STATUS LIKE 'Ssl_cipher'", 2)).isNotEmpty();
        String first = session();

        for (int i = 0; i < 20; i++) {
            assertThat(session()).isEqualTo(first);
        }
    }

    @Test
    void oneThatWasEndedIsReplacedBeforeAnyStatementFails() throws SQLException {
        String ended = session();
        fixture.fleet.execute("KILL " + ended);
        await().until(() ->
                fixture.fleet.count(
                                "SELECT COUNT(*) FROM information_schema.processlist WHERE id = "
                                        + ended)
                        == 0);

        assertThat(session()).isNotEqualTo(ended);
    }
}
