package io.tenantry.provisioning.check;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Looks whether a server's log is archived long before the server throws it away. */
final class ArchiveCheck {
    private static final String LATE = "binlog_archive";

    private ArchiveCheck() {}

    /**
     * @param covered what was committed before is archived
     */
    static Finding of(AdminConnection admin, Instant covered, Instant now) throws SQLException {
        long kept =
                Variables.read(admin, List.of("binlog_expire_logs_seconds"))
                        .number("binlog_expire_logs_seconds");
        return of(admin.version().engine(), kept, Duration.between(covered, now).toSeconds());
    }

    /**
     * @param kept for how many seconds the server keeps its log; 0 for ever
     * @param late how old, in seconds, what is archived is
     */
    static Finding of(Engine engine, long kept, long late) {
        String found = "%d seconds behind".formatted(Math.max(0, late));
        return kept == 0 || 2 * late <= kept
                ? Finding.ok(LATE, found)
                : Finding.warning(
                        LATE,
                        "%s, and the server throws logs away after %d".formatted(found, kept),
                        "See what keeps the archiver (GET /api/v1/platform/recovery), and until it has caught up: "
                                + Remedy.set(
                                        engine,
                                        "binlog_expire_logs_seconds",
                                        Long.toString(Math.max(4 * late, 259_200))));
    }
}
