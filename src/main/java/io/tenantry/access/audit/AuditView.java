package io.tenantry.access.audit;

import io.tenantry.provisioning.audit.AuditRecord;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of the audit log. */
@Schema(name = "AuditEntry")
public record AuditView(
        String id,
        Instant at,
        @Schema(
                        description = "A user's id, or the name of a command or a job",
                        examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA")
                String actor,
        @Schema(description = "Null if it was nobody whom the reader may know")
                @Nullable String actorName,
        @Nullable String actorEmail,
        @Schema(examples = "192.0.2.7") @Nullable String address,
        @Nullable String tenant,
        @Schema(examples = "tenant.suspend") String action,
        @Nullable String subject,
        @Schema(implementation = Object.class) @Nullable Object before,
        @Schema(implementation = Object.class) @Nullable Object after) {
    static AuditView of(AuditRecord entry, @Nullable String name, @Nullable String email) {
        TenantId tenant = entry.tenant();
        return new AuditView(
                entry.id(),
                entry.at(),
                entry.actor(),
                name,
                email,
                entry.address(),
                tenant == null ? null : tenant.value(),
                entry.action(),
                entry.subject(),
                entry.before(),
                entry.after());
    }
}
