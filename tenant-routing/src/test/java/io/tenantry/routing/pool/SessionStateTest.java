package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A lease leaves nothing in the session for the next one, be it the same tenant's. */
class SessionStateTest {
    private static PoolFixture fixture;
    private static TenantId tenant;

    @BeforeAll
    static void fleet() {
        // One connection: the second lease gets the one the first had.
        fixture =
                new PoolFixture(
                        PoolFixture.settings(1, 1, Duration.ofSeconds(5)), PoolObserver.NONE);
        tenant = fixture.fleet.add(1).getFirst();
    }

    @AfterAll
    static void drop() {
        fixture.close();
    }

    @Test
    void userVariables() throws SQLException {
        execute("SET @mine = 1");
        assertThat(ask("SELECT @mine")).isNull();
    }

    @Test
    void userVariablesAssignedInsideAQuery() throws SQLException {
        ask("SELECT @mine := 1");
        assertThat(ask("SELECT @mine")).isNull();
    }

    @Test
    void namedLocks() throws SQLException {
        assertThat(ask("SELECT GET_LOCK('mine-" + tenant + "', 0)")).isEqualTo("1");
        // Free at once, not when the connection is used next: another session could be waiting.
        assertThat(fixture.fleet.count("SELECT IS_FREE_LOCK('mine-" + tenant + "')")).isOne();
    }

    @Test
    void temporaryTables() throws SQLException {
        execute("CREATE TEMPORARY TABLE mine (id INT)");
        assertThatThrownBy(() -> execute("SELECT id FROM mine"))
                .hasMessageContaining("doesn't exist");
    }

    @Test
    void isolationAndSqlMode() throws SQLException {
        String mode = ask("SELECT CONCAT(@@sql_mode, @@time_zone)");
        execute("SET SESSION sql_mode = '', SESSION time_zone = '+05:00'");
        assertThat(ask("SELECT CONCAT(@@sql_mode, @@time_zone)")).isEqualTo(mode);
    }

    @Test
    void theDefaultDatabase() throws SQLException {
        execute("USE information_schema");
        assertThat(ask("SELECT DATABASE()"))
                .isEqualTo(fixture.fleet.placement(tenant).databaseName());
    }

    @Test
    void anOpenTransaction() throws SQLException {
        try (Lease lease = fixture.leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO work (tenant, marker) VALUES ('x', 'begun')");
        }
        assertThat(ask("SELECT COUNT(*) FROM work WHERE marker = 'begun'")).isEqualTo("0");
    }

    @Test
    void everySessionBeginsInUtcAndStrict() throws SQLException {
        assertThat(ask("SELECT @@time_zone")).isEqualTo("+00:00");
        assertThat(ask("SELECT @@sql_mode")).contains("STRICT_TRANS_TABLES");
    }

    @Test
    void textsOfFourByteCharactersSurviveASwitchedSession() throws SQLException {
        execute("INSERT INTO work (tenant, marker) VALUES ('x', '设计 \uD83D\uDC57')");
        assertThat(ask("SELECT marker FROM work WHERE marker LIKE '设计%'"))
                .isEqualTo("设计 \uD83D\uDC57");
    }

    @Test
    void aConnectionIsOfNoUseOnceItsLeaseIsClosed() throws SQLException {
        Lease lease = fixture.leases.lease(tenant);
        Statement kept = lease.connection().createStatement();
        lease.close();

        assertThatThrownBy(() -> lease.connection().createStatement())
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> kept.execute("SELECT 1")).isInstanceOf(SQLException.class);
    }

    private static void execute(String sql) throws SQLException {
        try (Lease lease = fixture.leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Lease lease = fixture.leases.lease(tenant);
                Statement statement = lease.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
