package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on the columns of {@code tenants} that say where each is in its life. */
final class LifeRows {
    private LifeRows() {}

    /**
     * Reads a tenant's life and keeps everybody else from changing it until the transaction ends.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}
     */
    static TenantLife lock(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT state, state_before, deleted_at, purge_after
                        FROM tenants
                        WHERE id = :id
                        FOR UPDATE
                        """)
                .bind("id", tenant.value())
                .map((row, _) -> read(row))
                .findOne()
                .orElseThrow(() -> unknown(tenant));
    }

    private static TenantLife read(ResultSet row) throws SQLException {
        return switch (TenantState.fromCode(row.getString("state"))) {
            case REQUESTED -> new TenantLife.Requested();
            case PROVISIONING -> new TenantLife.Provisioning();
            case ACTIVE -> new TenantLife.Active();
            case SUSPENDED -> new TenantLife.Suspended();
            case MAINTENANCE -> new TenantLife.Maintenance();
            case DELETED ->
                    new TenantLife.Deleted(
                            before(row),
                            Columns.instant(row, "deleted_at"),
                            Columns.instant(row, "purge_after"));
            case DELETING -> new TenantLife.Deleting(Columns.instant(row, "deleted_at"));
            case PURGED -> new TenantLife.Purged();
            case FAILED -> new TenantLife.Failed();
        };
    }

    private static TenantLife.Deletable before(ResultSet row) throws SQLException {
        return TenantState.SUSPENDED.code().equals(row.getString("state_before"))
                ? new TenantLife.Suspended()
                : new TenantLife.Active();
    }

    /** Writes a tenant's new life; replicas learn of it with the route. */
    static void write(
            Handle handle, TenantId tenant, TenantLife life, @Nullable String reason, Instant now) {
        TenantLife.Deleted deleted = life instanceof TenantLife.Deleted d ? d : null;
        Instant deletedAt =
                switch (life) {
                    case TenantLife.Deleted d -> d.at();
                    case TenantLife.Deleting d -> d.deletedAt();
                    default -> null;
                };
        handle.createUpdate(
                        """
                        UPDATE tenants
                        SET state = :state, state_before = :before, state_reason = :reason,
                            deleted_at = :deletedAt, purge_after = :purgeAfter,
                            changed_at = :now, route_changed_at = :now
                        WHERE id = :id
                        """)
                .bind("state", life.state().code())
                .bind("before", deleted == null ? null : deleted.before().state().code())
                .bind("reason", reason)
                .bind("deletedAt", deletedAt)
                .bind("purgeAfter", deleted == null ? null : deleted.purgeAfter())
                .bind("now", now)
                .bind("id", tenant.value())
                .execute();
    }

    /**
     * The operation that is at work on a tenant, if any. Those on its backups and peeks keep nobody
     * off: they only read what serves it, or change it as the tenant itself may.
     */
    static Optional<String> atWork(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT id
                        FROM operations
                        WHERE tenant_id = :tenant AND state = :running AND kind NOT LIKE 'backup.%'
                          AND kind NOT LIKE 'peek.%'
                          AND kind NOT IN ('tenant.export', 'export.delete')
                        LIMIT 1
                        """)
                .bind("tenant", tenant.value())
                .bind("running", OperationState.RUNNING.code())
                .mapTo(String.class)
                .findOne();
    }

    /** Whether an operation is at work on a peek at the tenant's past. */
    static boolean isPeekAtWork(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT EXISTS (
                            SELECT 1 FROM operations
                            WHERE tenant_id = :tenant AND state = :running AND kind LIKE 'peek.%')
                        """)
                .bind("tenant", tenant.value())
                .bind("running", OperationState.RUNNING.code())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Refuses a wish while an operation is at work on the tenant.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_BUSY}
     */
    static void demandNobodyAtWork(Handle handle, TenantId tenant) {
        atWork(handle, tenant)
                .ifPresent(operation -> {
                    throw new ProvisioningException(
                            Reason.TENANT_BUSY,
                            "operation %s is at work on the tenant; wait for its end"
                                    .formatted(operation));
                });
    }

    /** What a wish gets that a tenant's life does not allow. */
    static ProvisioningException conflict(TenantLife life) {
        return new ProvisioningException(
                Reason.TENANT_STATE_CONFLICT,
                "the tenant is %s, which does not allow this".formatted(life.state().code()));
    }

    /** Deleted tenants whose retention is over, longest first. */
    static List<TenantId> due(Handle handle, Instant now, int limit) {
        return handle.createQuery(
                        """
                        SELECT id
                        FROM tenants
                        WHERE state = :deleted AND purge_after <= :now
                        ORDER BY purge_after
                        LIMIT :limit
                        """)
                .bind("deleted", TenantState.DELETED.code())
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> new TenantId(row.getString("id")))
                .list();
    }

    /** Takes a tenant's own settings; false if it has none. */
    static boolean forgetSettings(Handle handle, TenantId tenant) {
        return handle.createUpdate(
                                """
                                UPDATE tenants
                                SET settings = NULL
                                WHERE id = :id AND settings IS NOT NULL
                                """)
                        .bind("id", tenant.value())
                        .execute()
                > 0;
    }

    /** Takes the last that refers to a purged tenant's database, and frees its slug. */
    static void closeBooks(Handle handle, TenantId tenant) {
        handle.createUpdate(
                        "UPDATE tenants SET database_id = NULL, slug_claim = NULL WHERE id = :id")
                .bind("id", tenant.value())
                .execute();
        for (String table : List.of("migration_targets", "restores", "peeks", "row_returns")) {
            handle.createUpdate("DELETE FROM %s WHERE tenant_id = :id".formatted(table))
                    .bind("id", tenant.value())
                    .execute();
        }
        PlacementRows.delete(handle, tenant);
    }

    private static ProvisioningException unknown(TenantId tenant) {
        return new ProvisioningException(
                Reason.TENANT_UNKNOWN, "no tenant has the id " + tenant.value());
    }
}
