package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.TenantOwned;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code peeks}. */
final class PeekRows {
    private static final String SELECT =
            """
            SELECT id, tenant_id, state, backup_id, target_time, database_id, requested_by, created_at,
                   expires_at, handed_out_at
            FROM peeks
            """;

    private static final TenantOwned<Peek> OWNED = new TenantOwned<>(SELECT, (row, _) -> read(row));

    private PeekRows() {}

    static void insert(Handle handle, Peek peek) {
        handle.createUpdate(
                        """
                        INSERT INTO peeks
                            (id, tenant_id, state, backup_id, target_time, requested_by, created_at,
                             expires_at)
                        VALUES
                            (:id, :tenant, :state, :backup, :at, :requestedBy, :now, :expires)
                        """)
                .bind("id", peek.id())
                .bind("tenant", peek.tenant().value())
                .bind("state", peek.state().code())
                .bind("backup", peek.backup())
                .bind("at", peek.at())
                .bind("requestedBy", peek.requestedBy())
                .bind("now", peek.createdAt())
                .bind("expires", peek.expiresAt())
                .execute();
    }

    static Optional<Peek> find(Handle handle, TenantId tenant, String id) {
        return OWNED.find(handle, tenant, id);
    }

    /** Nobody else changes it until the transaction ends. */
    static Optional<Peek> lock(Handle handle, TenantId tenant, String id) {
        return OWNED.lock(handle, tenant, id);
    }

    static List<Peek> list(Handle handle, TenantId tenant, @Nullable String before, int limit) {
        return OWNED.list(handle, tenant, before, limit);
    }

    /** Those whose time is over. */
    static List<Peek> due(Handle handle, Instant now, int limit) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE expires_at <= :now AND state IN ('open', 'failed')
                                ORDER BY expires_at
                                LIMIT :limit
                                """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    static void place(Handle handle, String id, @Nullable String databaseId) {
        handle.createUpdate("UPDATE peeks SET database_id = :database WHERE id = :id")
                .bind("database", databaseId)
                .bind("id", id)
                .execute();
    }

    static void move(Handle handle, String id, PeekState from, PeekState to) {
        handle.createUpdate("UPDATE peeks SET state = :to WHERE id = :id AND state = :from")
                .bind("to", to.code())
                .bind("from", from.code())
                .bind("id", id)
                .execute();
    }

    static void opened(Handle handle, String id, Instant expiresAt) {
        handle.createUpdate(
                        """
                        UPDATE peeks SET state = 'open', expires_at = :expires
                        WHERE id = :id AND state = 'making'
                        """)
                .bind("expires", expiresAt)
                .bind("id", id)
                .execute();
    }

    static void handedOut(Handle handle, String id, Instant now) {
        handle.createUpdate("UPDATE peeks SET handed_out_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    static void delete(Handle handle, String id) {
        handle.createUpdate("DELETE FROM peeks WHERE id = :id").bind("id", id).execute();
    }

    private static Peek read(ResultSet row) throws SQLException {
        return new Peek(
                row.getString("id"),
                new TenantId(row.getString("tenant_id")),
                PeekState.fromCode(row.getString("state")),
                row.getString("backup_id"),
                Columns.instantOrNull(row, "target_time"),
                row.getString("database_id"),
                row.getString("requested_by"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"),
                Columns.instantOrNull(row, "handed_out_at"));
    }
}
