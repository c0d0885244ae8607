package io.tenantry.provisioning.server;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Changes how servers take tenants, and says so in the audit log. */
final class IntakeChanges {
    private final AuditLog audit;

    IntakeChanges(AuditLog audit) {
        this.audit = audit;
    }

    /** Nothing is written, nor audited, if it was so before. The caller has locked the row. */
    void make(Handle handle, DatabaseServer server, IntakeChange change, Actor actor) {
        Intake before = OverviewRows.byName(handle, server.name()).orElseThrow().intake();
        Intake after = before.with(change);
        if (after.equals(before)) {
            return;
        }
        OverviewRows.write(handle, server.id(), after);
        audit.append(
                handle,
                new AuditEntry(
                        actor, null, "server.intake", server.name(), shown(before), shown(after)));
    }

    private static Map<String, Object> shown(Intake intake) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("weight", intake.weight());
        shown.put("maxTenants", intake.capacity().maxTenants());
        shown.put("maxBytes", intake.capacity().maxBytes());
        shown.put("maxConnections", intake.capacity().maxConnections());
        shown.put("labels", intake.labels().values());
        return shown;
    }
}
