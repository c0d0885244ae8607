package io.tenantry.access.invitation;

import io.tenantry.routing.TenantId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A tenant as people know it whom it invites. */
record Organisation(TenantId id, String slug, String name) {

    /** An open tenant, by its id or its slug. */
    static Optional<Organisation> find(Handle handle, String idOrSlug) {
        return handle.createQuery(
                        """
                        SELECT id, slug, name FROM tenants
                        WHERE (id = :key OR slug_claim = :key)
                          AND state IN ('active', 'suspended', 'maintenance')
                        """)
                .bind("key", idOrSlug)
                .map((row, _) ->
                        new Organisation(
                                new TenantId(row.getString("id")),
                                row.getString("slug"),
                                row.getString("name")))
                .findOne();
    }

    /**
     * What a tenant is called, in whatever state.
     *
     * @param open whether it is past its making, so that people can come in
     */
    record Named(String name, boolean open) {}

    /** A tenant that is there. */
    static Named named(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT name, state NOT IN ('requested', 'provisioning') AS open
                        FROM tenants
                        WHERE id = :id
                        """)
                .bind("id", tenant.value())
                .map((row, _) -> new Named(row.getString("name"), row.getBoolean("open")))
                .one();
    }
}
