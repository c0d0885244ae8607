package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL on {@code backup_leftovers}: what locks of the store keep beyond their tenants. */
final class LeftoverRows {
    private LeftoverRows() {}

    static void insert(Handle handle, TenantId tenant, Instant until) {
        handle.createUpdate(
                        """
                        INSERT INTO backup_leftovers (place, until)
                        VALUES (:place, :until)
                        ON DUPLICATE KEY UPDATE until = :until
                        """)
                .bind("place", tenant.value())
                .bind("until", until)
                .execute();
    }

    /** Those whose time has come, and that nobody removes yet. */
    static List<TenantId> due(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        SELECT l.place
                        FROM backup_leftovers l
                        WHERE l.until <= :now
                          AND NOT EXISTS (SELECT 1 FROM operations o
                                          WHERE o.tenant_id = l.place AND o.kind = :clear
                                            AND o.state = :running)
                        LIMIT 20
                        """)
                .bind("now", now)
                .bind("clear", BackupKind.CLEAR)
                .bind("running", OperationState.RUNNING.code())
                .map((row, _) -> new TenantId(row.getString("place")))
                .list();
    }

    /** Tries again a day later, if it does not succeed now. */
    static void postpone(Handle handle, TenantId tenant, Instant until) {
        insert(handle, tenant, until);
    }

    static void delete(Handle handle, TenantId tenant) {
        handle.createUpdate("DELETE FROM backup_leftovers WHERE place = :place")
                .bind("place", tenant.value())
                .execute();
    }
}
