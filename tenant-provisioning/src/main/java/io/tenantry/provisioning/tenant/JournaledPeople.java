package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.routing.TenantId;
import org.jdbi.v3.core.Handle;

/**
 * SQL on {@code operations}: the first administrators that creations were asked to make. Each wish
 * holds a person's address, name and the hash of their password, so it goes as soon as nobody can
 * need it any more.
 */
final class JournaledPeople {
    private JournaledPeople() {}

    /** To be called alongside the step that ends a creation. */
    static void forget(Handle handle, OperationId creation) {
        handle.createUpdate(
                        """
                        UPDATE operations
                        SET input = JSON_REMOVE(input, '$.admin')
                        WHERE id = :id
                        """)
                .bind("id", creation.value())
                .execute();
    }

    /**
     * In all operations of a tenant, however they ended.
     *
     * @return how many people were named there
     */
    static int forgetAll(Handle handle, TenantId tenant) {
        long named = count(handle, tenant);
        handle.createUpdate(
                        """
                        UPDATE operations
                        SET input = JSON_REMOVE(input, '$.admin')
                        WHERE tenant_id = :tenant
                          AND JSON_CONTAINS_PATH(input, 'one', '$.admin')
                        """)
                .bind("tenant", tenant.value())
                .execute();
        return Math.toIntExact(named);
    }

    /** How many operations of a tenant name a person. */
    static long count(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT COUNT(*)
                        FROM operations
                        WHERE tenant_id = :tenant
                          AND JSON_CONTAINS_PATH(input, 'one', '$.admin.email')
                        """)
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .one();
    }
}
