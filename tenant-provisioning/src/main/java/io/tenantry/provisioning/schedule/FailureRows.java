package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.backup.BackupKind;
import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL on backups that failed. */
final class FailureRows {
    private static final int AT_ONCE = 100;

    private FailureRows() {}

    /** Failures that nobody was told of; nobody else is told before the transaction ends. */
    static List<FailedBackup> unnoticed(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT b.id, b.tenant_id,
                               (SELECT o.error_detail
                                FROM operations o
                                WHERE o.tenant_id = b.tenant_id AND o.kind = :create
                                  AND JSON_UNQUOTE(JSON_EXTRACT(o.input, '$.backup')) = b.id) AS error
                        FROM backups b
                        WHERE b.state = :failed AND b.noticed_at IS NULL
                        ORDER BY b.id
                        LIMIT :limit
                        FOR UPDATE
                        """)
                .bind("create", BackupKind.CREATE)
                .bind("failed", BackupState.FAILED.code())
                .bind("limit", AT_ONCE)
                .map((row, _) -> {
                    String error = row.getString("error");
                    return new FailedBackup(
                            new TenantId(row.getString("tenant_id")),
                            row.getString("id"),
                            error == null ? "its operation is gone" : error);
                })
                .list();
    }

    static void noticed(Handle handle, String backup, Instant now) {
        handle.createUpdate("UPDATE backups SET noticed_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", backup)
                .execute();
    }
}
