package io.tenantry.provisioning.controlplane;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that belong to tenants, each with a ULID as its {@code id}: a tenant's rows are
 * found with the tenant, never without, so nobody finds another's.
 *
 * @param select the columns and the table; ends before WHERE
 * @param <T> what a row is read as
 */
public record TenantOwned<T>(String select, RowMapper<T> rows) {

    /** The tenant's row of that id. */
    public Optional<T> find(Handle handle, TenantId tenant, String id) {
        return one(handle, tenant, id, "");
    }

    /** Likewise; nobody else changes it until the transaction ends. */
    public Optional<T> lock(Handle handle, TenantId tenant, String id) {
        return one(handle, tenant, id, " FOR UPDATE");
    }

    private Optional<T> one(Handle handle, TenantId tenant, String id, String locking) {
        if (!Ulid.isValid(id)) {
            // Nor would the server compare what is not ASCII: it refuses to.
            return Optional.empty();
        }
        return handle.createQuery(select + "WHERE id = :id AND tenant_id = :tenant" + locking)
                .bind("id", id)
                .bind("tenant", tenant.value())
                .map(rows)
                .findOne();
    }

    /**
     * The tenant's rows, newest first.
     *
     * @param before only those before this one; null to begin with the newest
     * @param limit how many at most, 1 and up
     */
    public List<T> list(Handle handle, TenantId tenant, @Nullable String before, int limit) {
        return handle.createQuery(
                        select
                                + """
                                WHERE tenant_id = :tenant AND (:before IS NULL OR id < :before)
                                ORDER BY id DESC
                                LIMIT :limit
                                """)
                .bind("tenant", tenant.value())
                .bind("before", before)
                .bind("limit", limit)
                .map(rows)
                .list();
    }
}
