package io.tenantry.provisioning.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The append-only log of what was done. */
public final class AuditLog {
    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();

    private final ControlPlane controlPlane;

    public AuditLog(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /**
     * Writes an entry in the caller's transaction: it is there exactly if the deed is.
     *
     * @throws IllegalArgumentException if before or after cannot be written as JSON
     */
    public void append(Handle handle, AuditEntry entry) {
        Instant now = controlPlane.now();
        TenantId tenant = entry.tenant();
        handle.createUpdate(
                        """
                        INSERT INTO audit_log
                            (id, at, actor, address, tenant_id, action, subject, before_, after_)
                        VALUES
                            (:id, :at, :actor, :address, :tenant, :action, :subject, :before, :after)
                        """)
                .bind("id", Ulid.at(now))
                .bind("at", now)
                .bind("actor", entry.actor().name())
                .bind("address", entry.actor().address())
                .bind("tenant", tenant == null ? null : tenant.value())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("before", json(entry.before()))
                .bind("after", json(entry.after()))
                .execute();
    }

    private static @Nullable String json(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "an audit entry's %s does not become JSON".formatted(value.getClass()), e);
        }
    }
}
