package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a server is in time, and in its binary log. */
final class ServerLog {
    private static final Logger LOG = System.getLogger(ServerLog.class.getName());
    // Access denied for want of a privilege; the log is off.
    private static final Set<Integer> UNTOLD = Set.of(1227, 1381);

    private ServerLog() {}

    /** Whether the server keeps one at all. */
    static boolean isKept(AdminConnection admin) throws SQLException {
        return "1".equals(admin.texts("SELECT @@GLOBAL.log_bin").getFirst());
    }

    /** The present moment; exact if nobody can commit anything meanwhile. */
    static Moment now(AdminConnection admin, boolean isKept) throws SQLException {
        Instant now = clock(admin);
        return isKept ? position(admin, now) : new Moment(now, null, null);
    }

    private static Instant clock(AdminConnection admin) throws SQLException {
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    private static Moment position(AdminConnection admin, Instant now) throws SQLException {
        boolean isMariaDb = admin.version().engine() == Engine.MARIADB;
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row =
                        statement.executeQuery(
                                isMariaDb ? "SHOW MASTER STATUS" : "SHOW BINARY LOG STATUS")) {
            if (!row.next()) {
                return new Moment(now, null, null);
            }
            LogPosition position = new LogPosition(row.getString(1), row.getLong(2));
            return new Moment(
                    now, position, isMariaDb ? gtid(admin, position) : orNull(row.getString(5)));
        } catch (SQLException e) {
            if (!UNTOLD.contains(e.getErrorCode())) {
                throw e;
            }
            LOG.log(
                    Level.WARNING,
                    "the binary log''s position cannot be read ({0}): nothing can be replayed onto this backup",
                    e.getMessage());
            return new Moment(now, null, null);
        }
    }

    private static @Nullable String gtid(AdminConnection admin, LogPosition position)
            throws SQLException {
        return orNull(
                admin.texts("SELECT BINLOG_GTID_POS(?, ?)", position.file(), position.position())
                        .getFirst());
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.replaceAll("\\s", "");
    }
}
