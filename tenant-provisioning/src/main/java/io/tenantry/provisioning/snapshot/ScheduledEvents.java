package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The events of a database that does not serve: whatever their schedule says, they change nothing
 * in it.
 *
 * <p>Those that were enabled are paused: in the state that servers give to events of a replica. So
 * the database itself tells them from those that somebody disabled, and both ways can be gone
 * twice.
 */
public final class ScheduledEvents {
    /** The server has no such event: one that happens once goes by itself. */
    private static final int GONE = 1539;

    private static final int LOOKS = 50;
    private static final Duration UNTIL_NOTED = Duration.ofMillis(50);

    private ScheduledEvents() {}

    /** An event, with what its text depends on: a statement that changes it takes the session's. */
    private record Found(String name, String characterSet, String collation) {}

    /**
     * Pauses those that are enabled; returns when none is.
     *
     * <p>A server that has just begun an event notes when it did, and the event's state as it was
     * when it was chosen: it can write over a pause that came in between. So it is looked again
     * whether they rest, once that note is surely written.
     *
     * @throws SQLException if one does not rest after {@value #LOOKS} looks, too
     */
    public static void pause(AdminConnection admin, DatabaseName database) throws SQLException {
        int looks = 0;
        while (pauseEnabled(admin, database)) {
            if (++looks == LOOKS) {
                throw new SQLException("events of %s cannot be paused".formatted(database));
            }
            LockSupport.parkNanos(UNTIL_NOTED.toNanos());
        }
    }

    /** Whether one was enabled. */
    private static boolean pauseEnabled(AdminConnection admin, DatabaseName database)
            throws SQLException {
        List<Found> enabled =
                found(
                        admin,
                        """
                        SELECT EVENT_NAME, CHARACTER_SET_CLIENT, COLLATION_CONNECTION
                        FROM information_schema.EVENTS
                        WHERE EVENT_SCHEMA = ? AND STATUS = 'ENABLED'
                        ORDER BY EVENT_NAME
                        """,
                        database.value());
        alter(admin, database, enabled, EventText.pausedClause(admin.version()));
        return !enabled.isEmpty();
    }

    /**
     * Takes {@link #pause} back. What was to happen once, and had its time by a moment, stays
     * paused: it belongs to a time in which the database did not serve.
     *
     * @param since that moment; null for now by the server's clock
     */
    public static void resume(AdminConnection admin, DatabaseName database, @Nullable Instant since)
            throws SQLException {
        List<Found> paused =
                found(
                        admin,
                        """
                        SELECT EVENT_NAME, CHARACTER_SET_CLIENT, COLLATION_CONNECTION
                        FROM information_schema.EVENTS
                        WHERE EVENT_SCHEMA = ? AND STATUS LIKE '%SIDE_DISABLED'
                          AND COALESCE(
                                  CONVERT_TZ(COALESCE(EXECUTE_AT, ENDS), TIME_ZONE, '+00:00')
                                      > COALESCE(?, UTC_TIMESTAMP()),
                                  TRUE)
                        ORDER BY EVENT_NAME
                        """,
                        database.value(),
                        since == null ? null : LocalDateTime.ofInstant(since, ZoneOffset.UTC));
        alter(admin, database, paused, "ENABLE");
    }

    private static List<Found> found(
            AdminConnection admin, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = admin.jdbc().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<Found> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Found(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
            return found;
        }
    }

    private static void alter(
            AdminConnection admin, DatabaseName database, List<Found> events, String clause)
            throws SQLException {
        for (Found event : events) {
            try (SessionSettings _ =
                    SessionSettings.with(
                            admin,
                            Map.of(
                                    "character_set_client", event.characterSet(),
                                    "collation_connection", event.collation()))) {
                admin.execute(
                        "ALTER EVENT %s.%s %s"
                                .formatted(
                                        database.quoted(),
                                        Identifiers.quoted(event.name()),
                                        clause));
            } catch (SQLException e) {
                if (e.getErrorCode() != GONE) {
                    throw e;
                }
            }
        }
    }
}
