package io.tenantry.provisioning.drill;

import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code backup_drills}. */
final class DrillRows {
    private static final String SELECT =
            """
            SELECT r.id, r.tenant_id, r.backup_id, r.server_id, s.name AS server, r.state, r.asked_at,
                   r.finished_at, r.backup_age_ms, r.recovery_point_ms, r.recovery_time_ms,
                   r.row_count, r.text_bytes, r.replayed_to, r.replayed_events, r.replay_time_ms,
                   r.archive_age_ms, r.error_code, r.error_detail
            FROM backup_drills r JOIN database_servers s ON s.id = r.server_id
            """;

    private DrillRows() {}

    /**
     * What a drill works with.
     *
     * @param serverId on which it restores
     */
    record Plan(Drill drill, String serverId) {}

    /** A backup that could be restored. */
    record Choice(TenantId tenant, String backup) {}

    static void insert(Handle handle, Drill drill, String serverId) {
        handle.createUpdate(
                        """
                        INSERT INTO backup_drills
                            (id, tenant_id, backup_id, server_id, state, asked_at, backup_age_ms,
                             recovery_point_ms)
                        VALUES (:id, :tenant, :backup, :server, :state, :asked, :age, :point)
                        """)
                .bind("id", drill.id())
                .bind("tenant", drill.tenant().value())
                .bind("backup", drill.backup())
                .bind("server", serverId)
                .bind("state", drill.state().code())
                .bind("asked", drill.askedAt())
                .bind("age", millis(drill.backupAge()))
                .bind("point", millis(drill.recoveryPoint()))
                .execute();
    }

    static Optional<Plan> plan(Handle handle, String id) {
        return handle.createQuery(SELECT + "WHERE r.id = :id")
                .bind("id", id)
                .map((row, _) -> new Plan(read(row), row.getString("server_id")))
                .findOne();
    }

    /**
     * @param tenant null for all
     */
    static List<Drill> list(
            Handle handle, @Nullable TenantId tenant, @Nullable String before, int limit) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE (:tenant IS NULL OR r.tenant_id = :tenant)
                                  AND (:before IS NULL OR r.id < :before)
                                ORDER BY r.id DESC
                                LIMIT :limit
                                """)
                .bind("tenant", tenant == null ? null : tenant.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    static void passed(
            Handle handle,
            String id,
            Duration recoveryTime,
            long rows,
            long bytes,
            @Nullable Replayed replayed,
            Instant now) {
        handle.createUpdate(
                        """
                        UPDATE backup_drills
                        SET state = :passed, finished_at = :now, recovery_time_ms = :time,
                            row_count = :rows, text_bytes = :bytes, replayed_to = :to,
                            replayed_events = :events, replay_time_ms = :replayTime,
                            archive_age_ms = :archiveAge, error_code = NULL, error_detail = NULL
                        WHERE id = :id
                        """)
                .bind("passed", DrillState.PASSED.code())
                .bind("now", now)
                .bind("time", millis(recoveryTime))
                .bind("rows", rows)
                .bind("bytes", bytes)
                .bind("to", replayed == null ? null : replayed.to())
                .bind("events", replayed == null ? null : replayed.events())
                .bind("replayTime", replayed == null ? null : millis(replayed.recoveryTime()))
                .bind("archiveAge", replayed == null ? null : millis(replayed.recoveryPoint()))
                .bind("id", id)
                .execute();
    }

    /** Notes why an attempt did not succeed; the drill goes on. */
    static void stumbled(Handle handle, String id, String code, String detail) {
        handle.createUpdate(
                        """
                        UPDATE backup_drills
                        SET error_code = :code, error_detail = :detail
                        WHERE id = :id
                        """)
                .bind("code", code)
                .bind("detail", detail)
                .bind("id", id)
                .execute();
    }

    static void failed(Handle handle, String id, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE backup_drills
                        SET state = :failed, finished_at = :now
                        WHERE id = :id AND state = :running
                        """)
                .bind("failed", DrillState.FAILED.code())
                .bind("running", DrillState.RUNNING.code())
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    /** When the last drill was asked for. */
    static Optional<Instant> last(Handle handle) {
        return handle.createQuery("SELECT MAX(asked_at) AS last FROM backup_drills")
                .map((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "last")))
                .one();
    }

    /** Any good backup of any tenant that has a server: each tenant is as likely as another. */
    static Optional<Choice> any(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT b.tenant_id, b.id
                        FROM backups b
                        JOIN (SELECT DISTINCT g.tenant_id
                              FROM backups g
                              JOIN tenants t ON t.id = g.tenant_id AND t.database_id IS NOT NULL
                              WHERE g.state = :ready
                              ORDER BY RAND()
                              LIMIT 1) one ON one.tenant_id = b.tenant_id
                        WHERE b.state = :ready
                        ORDER BY RAND()
                        LIMIT 1
                        """)
                .bind("ready", BackupState.READY.code())
                .map((row, _) ->
                        new Choice(new TenantId(row.getString("tenant_id")), row.getString("id")))
                .findOne();
    }

    /** When the tenant's newest good backup was asked for. */
    static Optional<Instant> newest(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT MAX(created_at) AS newest
                        FROM backups
                        WHERE tenant_id = :tenant AND state = :ready
                        """)
                .bind("tenant", tenant.value())
                .bind("ready", BackupState.READY.code())
                .map((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "newest")))
                .one();
    }

    /**
     * The server of the backup if it is there still, else the one that serves the tenant: both are
     * of the backup's engine.
     */
    static Optional<String> server(Handle handle, TenantId tenant, @Nullable String backups) {
        return handle.createQuery(
                        """
                        SELECT COALESCE((SELECT s.id FROM database_servers s
                                         WHERE s.id = :backups AND s.state = 'active'),
                                        d.server_id)
                        FROM tenants t LEFT JOIN tenant_databases d ON d.id = t.database_id
                        WHERE t.id = :tenant
                        """)
                .bind("backups", backups)
                .bind("tenant", tenant.value())
                .map((row, _) -> Optional.ofNullable(row.getString(1)))
                .findOne()
                .flatMap(found -> found);
    }

    static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static Drill read(ResultSet row) throws SQLException {
        return new Drill(
                row.getString("id"),
                new TenantId(row.getString("tenant_id")),
                row.getString("backup_id"),
                row.getString("server"),
                DrillState.fromCode(row.getString("state")),
                Columns.instant(row, "asked_at"),
                Columns.instantOrNull(row, "finished_at"),
                duration(row, "backup_age_ms"),
                duration(row, "recovery_point_ms"),
                duration(row, "recovery_time_ms"),
                row.getObject("row_count", Long.class),
                row.getObject("text_bytes", Long.class),
                replayed(row),
                row.getString("error_code"),
                row.getString("error_detail"));
    }

    private static @Nullable Replayed replayed(ResultSet row) throws SQLException {
        Instant to = Columns.instantOrNull(row, "replayed_to");
        return to == null
                ? null
                : new Replayed(
                        to,
                        row.getLong("replayed_events"),
                        Duration.ofMillis(row.getLong("replay_time_ms")),
                        Duration.ofMillis(row.getLong("archive_age_ms")));
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
