package io.tenantry.provisioning.audit;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What happened to accounts and concerns the tenants that these belong to: it is written into their
 * logs, too. Not by whoever writes the entry, whose answer would take longer for an address that
 * has an account; but by whoever chains it, so that each tenant is told once.
 */
final class AccountNews {
    private static final List<String> TOLD =
            List.of(
                    "access.sign-in-failed",
                    "access.sign-on-required",
                    "access.factor-failed",
                    "access.recovery-code",
                    "access.factor-enrol",
                    "access.factor-remove",
                    "access.name-change",
                    "access.password-change",
                    "access.password-failed",
                    "access.password-reset");

    private final AuditLog audit;

    AccountNews(AuditLog audit) {
        this.audit = audit;
    }

    /** Tells the tenants of those among the entries that concern them; in a transaction. */
    void tell(Handle handle, List<String> entries) {
        if (entries.isEmpty()) {
            return;
        }
        handle.createQuery(
                        """
                        SELECT l.id, l.at, l.actor, l.address, l.action, l.subject, m.tenant_id
                        FROM audit_log l
                        JOIN tenant_users m ON m.user_id = CONVERT(l.subject USING ascii)
                        WHERE l.id IN (<entries>)
                          AND l.tenant_id IS NULL
                          AND l.action IN (<told>)
                          AND m.state IN ('active', 'suspended')
                        ORDER BY l.id, m.tenant_id
                        """)
                .bindList("entries", entries)
                .bindList("told", TOLD)
                .map((row, _) ->
                        new AuditEntry(
                                new Actor(row.getString("actor"), row.getString("address")),
                                new TenantId(row.getString("tenant_id")),
                                row.getString("action"),
                                row.getString("subject"),
                                null,
                                Map.of(
                                        "at", Columns.instant(row, "at").toString(),
                                        "entry", row.getString("id"))))
                .list()
                .forEach(entry -> audit.append(handle, entry));
    }
}
