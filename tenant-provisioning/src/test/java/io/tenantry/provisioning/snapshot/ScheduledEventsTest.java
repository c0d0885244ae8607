package io.tenantry.provisioning.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.Ulid;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduledEventsTest {
    private static final int EVENTS = 8;

    private final TestFleet fleet = TestFleet.create();
    private final DatabaseName database =
            DatabaseName.of("t_" + Ulid.next().toLowerCase(Locale.ROOT));
    private AdminConnection admin;

    @BeforeEach
    void open() throws SQLException {
        admin = fleet.connections().open(fleet.servers().find(TestFleet.SERVER).orElseThrow().id());
        admin.execute("SET GLOBAL event_scheduler = ON");
        admin.execute("CREATE DATABASE " + database.quoted());
        admin.execute("CREATE TABLE %s.ticks (id SERIAL)".formatted(database.quoted()));
        for (int i = 0; i < EVENTS; i++) {
            admin.execute(
                    "CREATE EVENT %s.e%d ON SCHEDULE EVERY 1 SECOND DO INSERT INTO %s.ticks VALUES (NULL)"
                            .formatted(database.quoted(), i, database.quoted()));
        }
    }

    @AfterEach
    void close() throws SQLException {
        admin.execute("DROP DATABASE " + database.quoted());
        admin.close();
        fleet.close();
    }

    private long one(String sql) throws SQLException {
        return Long.parseLong(TestFleet.texts(admin.jdbc(), sql).getFirst());
    }

    private long enabled() throws SQLException {
        return one(
                "SELECT COUNT(*) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = '%s' AND STATUS = 'ENABLED'"
                        .formatted(database));
    }

    /** Waits for a part of the second, of the clock that events begin by. */
    private void awaitMicrosecond(int from, int to) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    long now = one("SELECT MICROSECOND(SYSDATE(6))");
                    return from <= now && now < to;
                });
    }

    @Test
    void whatBeginsWhileItIsPausedDoesNotWakeUpAgain() throws SQLException {
        for (int i = 0; i < 2; i++) {
            awaitMicrosecond(0, 15_000);

            ScheduledEvents.pause(admin, database);

            awaitMicrosecond(400_000, 900_000);
            assertThat(enabled()).isZero();
            ScheduledEvents.resume(admin, database, null);
            assertThat(enabled()).isEqualTo(EVENTS);
        }
    }
}
