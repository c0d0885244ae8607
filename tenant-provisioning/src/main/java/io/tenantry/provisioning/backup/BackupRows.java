package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.TenantOwned;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.snapshot.Archive;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.provisioning.snapshot.Moment;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code backups}. */
final class BackupRows {
    private static final String SELECT =
            """
            SELECT id, tenant_id, state, engine, changelog_version, row_count, text_bytes, stored_bytes,
                   created_at, taken_at, finished_at, verified_at, binlog_file, binlog_position,
                   database_name, server_id, origin, kept_until, locked_until
            FROM backups
            """;

    private static final TenantOwned<Backup> OWNED =
            new TenantOwned<>(SELECT, (row, _) -> read(row));

    private BackupRows() {}

    /**
     * A tenant's database.
     *
     * @param version of its changelog, 64 hex digits
     */
    record Place(String serverId, DatabaseName name, String version) {}

    /**
     * What became of a backup.
     *
     * @param engine the release that it was made on
     */
    record Made(Archive.Report report, Moment moment, Place place, String engine) {}

    static Optional<Place> place(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT d.server_id, d.database_name, d.changelog_version
                        FROM tenants t JOIN tenant_databases d ON d.id = t.database_id
                        WHERE t.id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) ->
                        new Place(
                                row.getString("server_id"),
                                new DatabaseName(row.getString("database_name")),
                                row.getString("changelog_version")))
                .findOne();
    }

    static void insert(Handle handle, Backup backup) {
        handle.createUpdate(
                        """
                        INSERT INTO backups (id, tenant_id, state, created_at, origin)
                        VALUES (:id, :tenant, :state, :now, :origin)
                        """)
                .bind("id", backup.id())
                .bind("tenant", backup.tenant().value())
                .bind("state", backup.state().code())
                .bind("now", backup.createdAt())
                .bind("origin", backup.origin().code())
                .execute();
    }

    static Optional<Backup> find(Handle handle, TenantId tenant, String id) {
        return OWNED.find(handle, tenant, id);
    }

    static Optional<Backup> lock(Handle handle, TenantId tenant, String id) {
        return OWNED.lock(handle, tenant, id);
    }

    static List<Backup> list(Handle handle, TenantId tenant, @Nullable String before, int limit) {
        return OWNED.list(handle, tenant, before, limit);
    }

    /** Says that a backup is whole, also if it was; false if nobody waits for it any more. */
    static boolean ready(Handle handle, String id, Made made, Instant now) {
        LogPosition position = made.moment().position();
        return handle.createUpdate(
                                """
                                UPDATE backups
                                SET state = :ready, engine = :engine, changelog_version = :version,
                                    row_count = :rows, text_bytes = :bytes, stored_bytes = :stored,
                                    taken_at = :taken, finished_at = :now, binlog_file = :file,
                                    binlog_position = :position, database_name = :database,
                                    server_id = :server
                                WHERE id = :id AND state IN (:making, :ready)
                                """)
                        .bind("ready", BackupState.READY.code())
                        .bind("making", BackupState.MAKING.code())
                        .bind("engine", made.engine())
                        .bind("version", made.place().version())
                        .bind("rows", made.report().rows())
                        .bind("bytes", made.report().bytes())
                        .bind("stored", made.report().stored())
                        .bind("taken", made.moment().takenAt())
                        .bind("now", now)
                        .bind("file", position == null ? null : position.file())
                        .bind("position", position == null ? null : position.position())
                        .bind("database", made.place().name().value())
                        .bind("server", made.place().serverId())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /** Says that a backup is to be removed. */
    static void deleting(Handle handle, String id) {
        handle.createUpdate("UPDATE backups SET state = :to WHERE id = :id")
                .bind("to", BackupState.DELETING.code())
                .bind("id", id)
                .execute();
    }

    /** What a look at all of a backup found; says nothing of one that is to be removed by now. */
    static void damaged(Handle handle, String id) {
        handle.createUpdate(
                        """
                        UPDATE backups SET state = :damaged
                        WHERE id = :id AND state IN (:ready, :damaged)
                        """)
                .bind("damaged", BackupState.DAMAGED.code())
                .bind("ready", BackupState.READY.code())
                .bind("id", id)
                .execute();
    }

    static void failed(Handle handle, String id, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE backups SET state = :failed, finished_at = :now
                        WHERE id = :id AND state = :making
                        """)
                .bind("failed", BackupState.FAILED.code())
                .bind("making", BackupState.MAKING.code())
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    /** Likewise. */
    static void verified(Handle handle, String id, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE backups SET verified_at = :now, state = :ready
                        WHERE id = :id AND state IN (:ready, :damaged)
                        """)
                .bind("now", now)
                .bind("ready", BackupState.READY.code())
                .bind("damaged", BackupState.DAMAGED.code())
                .bind("id", id)
                .execute();
    }

    static void locked(Handle handle, String id, Instant until) {
        handle.createUpdate("UPDATE backups SET locked_until = :until WHERE id = :id")
                .bind("until", until)
                .bind("id", id)
                .execute();
    }

    /** The latest time until which one of a tenant's is locked. */
    static Optional<Instant> lockedUntil(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "SELECT MAX(locked_until) AS until FROM backups WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "until")))
                .one();
    }

    static boolean wasAskedToLock(Handle handle, TenantId tenant, String id, Instant since) {
        return handle.createQuery(
                        """
                        SELECT 1
                        FROM operations
                        WHERE tenant_id = :tenant AND kind = :lock AND created_at > :since
                          AND JSON_UNQUOTE(JSON_EXTRACT(input, '$.backup')) = :id
                        LIMIT 1
                        """)
                .bind("tenant", tenant.value())
                .bind("lock", BackupKind.LOCK)
                .bind("since", since)
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Whether an operation that has not ended works with a backup: restores it, say. */
    static boolean isInUse(Handle handle, String backup) {
        return handle.createQuery(
                        """
                        SELECT 1
                        FROM operations
                        WHERE state = :running AND CAST(input AS CHAR) LIKE CONCAT('%', :backup, '%')
                        LIMIT 1
                        """)
                .bind("running", OperationState.RUNNING.code())
                .bind("backup", backup)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    static void delete(Handle handle, String id) {
        handle.createUpdate("DELETE FROM backups WHERE id = :id").bind("id", id).execute();
    }

    private static Backup read(ResultSet row) throws SQLException {
        return new Backup(
                row.getString("id"),
                new TenantId(row.getString("tenant_id")),
                BackupState.fromCode(row.getString("state")),
                row.getString("engine"),
                row.getString("changelog_version"),
                row.getObject("row_count", Long.class),
                row.getObject("text_bytes", Long.class),
                row.getObject("stored_bytes", Long.class),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "taken_at"),
                Columns.instantOrNull(row, "finished_at"),
                Columns.instantOrNull(row, "verified_at"),
                position(row),
                row.getString("database_name"),
                row.getString("server_id"),
                BackupOrigin.fromCode(row.getString("origin")),
                Columns.instantOrNull(row, "kept_until"),
                Columns.instantOrNull(row, "locked_until"));
    }

    private static @Nullable LogPosition position(ResultSet row) throws SQLException {
        String file = row.getString("binlog_file");
        return file == null ? null : new LogPosition(file, row.getLong("binlog_position"));
    }
}
