package io.tenantry.provisioning.export;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.TenantOwned;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code exports}. */
final class ExportRows {
    private static final String SELECT =
            """
            SELECT id, tenant_id, state, scheduled, table_count, row_count, zip_bytes, stored_bytes,
                   created_at, taken_at, finished_at, expires_at
            FROM exports
            """;

    private static final TenantOwned<Export> OWNED =
            new TenantOwned<>(SELECT, (row, _) -> read(row));

    private ExportRows() {}

    /**
     * A tenant and its database.
     *
     * @param version of its changelog, 64 hex digits
     */
    record Place(
            String slug, String name, String serverId, DatabaseName database, String version) {}

    static Optional<Place> place(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT t.slug, t.name, d.server_id, d.database_name, d.changelog_version
                        FROM tenants t JOIN tenant_databases d ON d.id = t.database_id
                        WHERE t.id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) ->
                        new Place(
                                row.getString("slug"),
                                row.getString("name"),
                                row.getString("server_id"),
                                new DatabaseName(row.getString("database_name")),
                                row.getString("changelog_version")))
                .findOne();
    }

    /** Keeps others from asking for exports of the tenant until the transaction ends. */
    static boolean lockTenant(Handle handle, TenantId tenant) {
        return handle.createQuery("SELECT id FROM tenants WHERE id = :tenant FOR UPDATE")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** Whether an export of the tenant is being made. */
    static boolean atWork(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT id
                        FROM operations
                        WHERE tenant_id = :tenant AND state = :running AND kind = :kind
                        LIMIT 1
                        """)
                .bind("tenant", tenant.value())
                .bind("running", OperationState.RUNNING.code())
                .bind("kind", ExportKind.CREATE)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    static int countReady(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM exports WHERE tenant_id = :tenant AND state = :ready")
                .bind("tenant", tenant.value())
                .bind("ready", ExportState.READY.code())
                .mapTo(Integer.class)
                .one();
    }

    static int count(Handle handle, TenantId tenant) {
        return handle.createQuery("SELECT COUNT(*) FROM exports WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    static void forget(Handle handle, TenantId tenant) {
        handle.createUpdate("DELETE FROM exports WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }

    static void insert(Handle handle, Export export) {
        handle.createUpdate(
                        """
                        INSERT INTO exports (id, tenant_id, state, scheduled, created_at)
                        VALUES (:id, :tenant, :state, :scheduled, :now)
                        """)
                .bind("id", export.id())
                .bind("tenant", export.tenant().value())
                .bind("state", export.state().code())
                .bind("scheduled", export.scheduled())
                .bind("now", export.createdAt())
                .execute();
    }

    static Optional<Export> find(Handle handle, TenantId tenant, String id) {
        return OWNED.find(handle, tenant, id);
    }

    static Optional<Export> lock(Handle handle, TenantId tenant, String id) {
        return OWNED.lock(handle, tenant, id);
    }

    static List<Export> list(Handle handle, TenantId tenant, @Nullable String before, int limit) {
        return OWNED.list(handle, tenant, before, limit);
    }

    /** Exports that are ready still though their time is over, longest first. */
    static List<Export> due(Handle handle, Instant now, int limit) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE state = :ready AND expires_at <= :now
                                ORDER BY expires_at
                                LIMIT :limit
                                """)
                .bind("ready", ExportState.READY.code())
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    /** Strikes from the books what ended long ago; nothing is stored of it any more. */
    static int forgetEnded(Handle handle, Instant before, int limit) {
        return handle.createUpdate(
                        """
                        DELETE FROM exports
                        WHERE state IN (:expired, :failed) AND created_at < :before
                        LIMIT :limit
                        """)
                .bind("expired", ExportState.EXPIRED.code())
                .bind("failed", ExportState.FAILED.code())
                .bind("before", before)
                .bind("limit", limit)
                .execute();
    }

    /**
     * Says that an export is whole, once more if need be; false if nobody waits for it any more.
     */
    static boolean ready(Handle handle, Export whole) {
        return handle.createUpdate(
                                """
                                UPDATE exports
                                SET state = :ready, table_count = :tables, row_count = :rows,
                                    zip_bytes = :bytes, stored_bytes = :stored, taken_at = :taken,
                                    finished_at = :finished, expires_at = :expires
                                WHERE id = :id AND state IN (:making, :ready)
                                """)
                        .bind("ready", ExportState.READY.code())
                        .bind("making", ExportState.MAKING.code())
                        .bind("tables", whole.tables())
                        .bind("rows", whole.rows())
                        .bind("bytes", whole.bytes())
                        .bind("stored", whole.storedBytes())
                        .bind("taken", whole.takenAt())
                        .bind("finished", whole.finishedAt())
                        .bind("expires", whole.expiresAt())
                        .bind("id", whole.id())
                        .execute()
                == 1;
    }

    static void failed(Handle handle, String id, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE exports SET state = :failed, finished_at = :now
                        WHERE id = :id AND state = :making
                        """)
                .bind("failed", ExportState.FAILED.code())
                .bind("making", ExportState.MAKING.code())
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    static void move(Handle handle, String id, ExportState to) {
        handle.createUpdate("UPDATE exports SET state = :to WHERE id = :id")
                .bind("to", to.code())
                .bind("id", id)
                .execute();
    }

    /** Strikes an export from the books, unless it is to be remembered as expired. */
    static void deleteUnlessExpired(Handle handle, String id) {
        handle.createUpdate("DELETE FROM exports WHERE id = :id AND state <> :expired")
                .bind("id", id)
                .bind("expired", ExportState.EXPIRED.code())
                .execute();
    }

    private static Export read(ResultSet row) throws SQLException {
        return new Export(
                row.getString("id"),
                new TenantId(row.getString("tenant_id")),
                ExportState.fromCode(row.getString("state")),
                row.getBoolean("scheduled"),
                row.getObject("table_count", Integer.class),
                row.getObject("row_count", Long.class),
                row.getObject("zip_bytes", Long.class),
                row.getObject("stored_bytes", Long.class),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "taken_at"),
                Columns.instantOrNull(row, "finished_at"),
                Columns.instantOrNull(row, "expires_at"));
    }
}
