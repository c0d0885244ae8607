package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.TenantOwned;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code restores}. */
final class RestoreRows {
    private static final String SELECT =
            """
            SELECT id, tenant_id, mode, state, backup_id, target_time, former_database_id,
                   database_id, requested_by, created_at, closed_at, switched_at, undone_at,
                   fenced_at, kept_until
            FROM restores
            """;

    private static final TenantOwned<Restore> OWNED =
            new TenantOwned<>(SELECT, (row, _) -> read(row));

    private RestoreRows() {}

    static void insert(Handle handle, Restore restore) {
        handle.createUpdate(
                        """
                        INSERT INTO restores
                            (id, tenant_id, mode, state, backup_id, target_time, requested_by,
                             created_at)
                        VALUES
                            (:id, :tenant, :mode, :state, :backup, :at, :requestedBy, :now)
                        """)
                .bind("id", restore.id())
                .bind("tenant", restore.tenant().value())
                .bind("mode", restore.mode().code())
                .bind("state", restore.state().code())
                .bind("backup", restore.backup())
                .bind("at", restore.at())
                .bind("requestedBy", restore.requestedBy())
                .bind("now", restore.createdAt())
                .execute();
    }

    static Optional<Restore> find(Handle handle, TenantId tenant, String id) {
        return OWNED.find(handle, tenant, id);
    }

    /** Nobody else changes it until the transaction ends. */
    static Optional<Restore> lock(Handle handle, TenantId tenant, String id) {
        return OWNED.lock(handle, tenant, id);
    }

    static List<Restore> list(Handle handle, TenantId tenant, @Nullable String before, int limit) {
        return OWNED.list(handle, tenant, before, limit);
    }

    /** Those whose database that serves no more has been kept long enough. */
    static List<Restore> due(Handle handle, Instant now) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE kept_until <= :now AND state IN ('done', 'undone')
                                  AND NOT (mode = 'lost-server' AND fenced_at IS NULL)
                                ORDER BY kept_until
                                """)
                .bind("now", now)
                .map((row, _) -> read(row))
                .list();
    }

    /**
     * Those whose former database was left on a server that was lost, and is not locked yet.
     *
     * @param since tenants are left out for which that failed since then
     */
    static List<Restore> left(Handle handle, Instant since) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE mode = 'lost-server' AND state = 'done' AND fenced_at IS NULL
                                  AND NOT EXISTS (
                                      SELECT 1 FROM operations o
                                      WHERE o.tenant_id = restores.tenant_id AND o.kind = :kind
                                        AND o.state = :failed AND o.finished_at > :since)
                                ORDER BY id
                                """)
                .bind("kind", UnservingKind.FENCE)
                .bind("failed", OperationState.FAILED.code())
                .bind("since", since)
                .map((row, _) -> read(row))
                .list();
    }

    /** The former database is locked; it is kept from now on as long as was promised. */
    static void fenced(Handle handle, String id, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE restores
                        SET kept_until = GREATEST(
                                kept_until,
                                TIMESTAMPADD(
                                    MICROSECOND,
                                    TIMESTAMPDIFF(MICROSECOND, switched_at, kept_until),
                                    :now)),
                            fenced_at = :now
                        WHERE id = :id AND fenced_at IS NULL
                        """)
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    /** Whether the tenant's route was turned since then. */
    static boolean hasTurnedSince(Handle handle, TenantId tenant, Instant since) {
        return handle.createQuery(
                        """
                        SELECT EXISTS (
                            SELECT 1 FROM restores
                            WHERE tenant_id = :tenant
                              AND (switched_at > :since OR undone_at > :since))
                        """)
                .bind("tenant", tenant.value())
                .bind("since", since)
                .mapTo(Boolean.class)
                .one();
    }

    static void place(Handle handle, String id, @Nullable String databaseId) {
        handle.createUpdate("UPDATE restores SET database_id = :database WHERE id = :id")
                .bind("database", databaseId)
                .bind("id", id)
                .execute();
    }

    static void move(Handle handle, String id, RestoreState from, RestoreState to) {
        handle.createUpdate("UPDATE restores SET state = :to WHERE id = :id AND state = :from")
                .bind("to", to.code())
                .bind("from", from.code())
                .bind("id", id)
                .execute();
    }

    /** The route is closed for it. */
    static void closed(Handle handle, String id, Instant now) {
        handle.createUpdate("UPDATE restores SET closed_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    /** The restored database serves. */
    static void done(Handle handle, String id, String former, Instant now, Instant keptUntil) {
        handle.createUpdate(
                        """
                        UPDATE restores
                        SET state = 'done', former_database_id = :former, switched_at = :now,
                            kept_until = :kept
                        WHERE id = :id
                        """)
                .bind("former", former)
                .bind("now", now)
                .bind("kept", keptUntil)
                .bind("id", id)
                .execute();
    }

    /** The former database serves again. */
    static void undone(Handle handle, String id, Instant now, Instant keptUntil) {
        handle.createUpdate(
                        """
                        UPDATE restores SET state = 'undone', undone_at = :now, kept_until = :kept
                        WHERE id = :id
                        """)
                .bind("now", now)
                .bind("kept", keptUntil)
                .bind("id", id)
                .execute();
    }

    /** The database that served no more has gone. */
    static void dropped(Handle handle, String id) {
        handle.createUpdate("UPDATE restores SET kept_until = NULL WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    private static Restore read(ResultSet row) throws SQLException {
        return new Restore(
                row.getString("id"),
                new TenantId(row.getString("tenant_id")),
                RestoreMode.fromCode(row.getString("mode")),
                RestoreState.fromCode(row.getString("state")),
                row.getString("backup_id"),
                Columns.instantOrNull(row, "target_time"),
                row.getString("former_database_id"),
                row.getString("database_id"),
                row.getString("requested_by"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "closed_at"),
                Columns.instantOrNull(row, "switched_at"),
                Columns.instantOrNull(row, "undone_at"),
                Columns.instantOrNull(row, "fenced_at"),
                Columns.instantOrNull(row, "kept_until"));
    }
}
