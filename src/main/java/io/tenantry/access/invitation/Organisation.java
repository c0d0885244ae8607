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
}
