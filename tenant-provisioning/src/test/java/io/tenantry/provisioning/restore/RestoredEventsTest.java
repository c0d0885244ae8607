package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events happen in the database that serves, and in no other. */
class RestoredEventsTest {
    private static RestoredTenants tenants;
    private static TestFleet fleet;
    private static TenantId tenant;
    private static String backup;

    @BeforeAll
    static void open() throws SQLException {
        tenants = RestoredTenants.open();
        fleet = tenants.fleet();
        tenant = tenants.tenant();
        makeEvents(tenants.serving(tenant).name());
        backup = tenants.backup(tenant);
    }

    private static void makeEvents(DatabaseName database) throws SQLException {
        boolean mariaDb = fleet.onServer("SELECT VERSION()").getFirst().contains("MariaDB");
        try (Connection connection = fleet.connectAsAdmin()) {
            connection.setCatalog(database.value());
            for (String sql :
                    List.of(
                            "SET GLOBAL event_scheduler = ON",
                            "CREATE TABLE ticks (what VARCHAR(20))",
                            "CREATE EVENT tick ON SCHEDULE EVERY 1 SECOND DO INSERT INTO ticks VALUES ('tick')",
                            "CREATE EVENT asleep ON SCHEDULE EVERY 1 SECOND DISABLE DO INSERT INTO ticks VALUES ('asleep')",
                            "SET SESSION timestamp = 1700000000, character_set_client = 'latin1'",
                            "CREATE EVENT past ON SCHEDULE AT NOW() + INTERVAL 1 HOUR DISABLE ON %s DO INSERT INTO ticks VALUES ('past')"
                                    .formatted(mariaDb ? "SLAVE" : "REPLICA"),
                            "CREATE EVENT ended ON SCHEDULE EVERY 1 MINUTE ENDS NOW() + INTERVAL 1 HOUR DISABLE DO SELECT 1")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }
        }
    }

    @AfterAll
    static void close() {
        tenants.close();
    }

    private static long ticks(DatabaseName database) {
        return Long.parseLong(
                fleet.onServer("SELECT COUNT(*) FROM %s.ticks".formatted(database)).getFirst());
    }

    private static List<String> whatHappened(DatabaseName database) {
        return fleet.onServer("SELECT DISTINCT what FROM %s.ticks".formatted(database));
    }

    private static List<String> states(DatabaseName database) {
        return fleet.onServer(
                """
                SELECT CONCAT(EVENT_NAME, ' ', REPLACE(STATUS, 'SLAVESIDE', 'REPLICA_SIDE'),
                              ' ', CHARACTER_SET_CLIENT)
                FROM information_schema.EVENTS WHERE EVENT_SCHEMA = '%s' ORDER BY EVENT_NAME
                """
                        .formatted(database));
    }

    private static void awaitTick(DatabaseName database) {
        long before = ticks(database);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> ticks(database) > before);
    }

    @Test
    void theyHappenInWhatServesAndRestInWhatIsKept() {
        DatabaseName former = tenants.serving(tenant).name();
        Restore restore = tenants.restored(tenant, backup, RestoreMode.SIDE_BY_SIDE);
        DatabaseName restored = tenants.serving(tenant).name();

        assertThat(states(former))
                .containsExactly(
                        "asleep DISABLED utf8mb4",
                        "ended DISABLED latin1",
                        "past REPLICA_SIDE_DISABLED latin1",
                        "tick REPLICA_SIDE_DISABLED utf8mb4");
        assertThat(states(restored))
                .containsExactly(
                        "asleep DISABLED utf8mb4",
                        "ended DISABLED latin1",
                        "past REPLICA_SIDE_DISABLED latin1",
                        "tick ENABLED utf8mb4");
        long kept = ticks(former);
        awaitTick(restored);
        assertThat(ticks(former)).isEqualTo(kept);

        RequestedRestore undo = tenants.askUndo(tenants.replica(), restore);
        assertThat(tenants.replica().await(undo.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertThat(tenants.eventsThatHappen(tenant)).containsExactly(former + ".tick");
        kept = ticks(restored);
        awaitTick(former);
        assertThat(ticks(restored)).isEqualTo(kept);
        assertThat(whatHappened(former)).containsExactly("tick");
    }

    @Test
    void aPeekShowsTheMomentThatItWasMadeOfHoweverLongItIsOpen() {
        Peek peek = tenants.peek(tenant, backup);
        DatabaseName database = DatabaseName.of(String.valueOf(peek.database()));
        long then = ticks(database);

        awaitTick(tenants.serving(tenant).name());

        assertThat(ticks(database)).isEqualTo(then);
        assertThat(states(database)).contains("tick REPLICA_SIDE_DISABLED utf8mb4");
    }

    @Test
    void inACopyThatIsATenantOfItsOwnTheyHappen() {
        RequestedTenant copy =
                tenants.replica()
                        .tenants()
                        .copy(
                                tenant,
                                new CreateTenant("ticking", "Ticking", null, null, null),
                                TestFleet.OPERATOR);

        assertThat(tenants.replica().await(copy.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertThat(states(tenants.serving(copy.tenant().id()).name()))
                .contains("tick ENABLED utf8mb4", "past REPLICA_SIDE_DISABLED latin1");
    }
}
