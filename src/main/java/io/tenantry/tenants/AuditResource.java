package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditFilter;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.audit.AuditRecord;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what on the platform. */
@Path("/api/v1/platform/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
class AuditResource {
    private static final int LONGEST_ACTOR = 100;

    private final AuditLog audit;
    private final TenantKeys keys;
    private final Users users;
    private final ControlPlane controlPlane;

    AuditResource(AuditLog audit, TenantKeys keys, Users users, ControlPlane controlPlane) {
        this.audit = audit;
        this.keys = keys;
        this.users = users;
        this.controlPlane = controlPlane;
    }

    @GET
    @PermissionsAllowed(Permissions.PLATFORM_AUDIT_READ)
    @Operation(
            operationId = "listAudit",
            summary = "The audit log, newest first",
            description =
                    "Append-only: who did what, from where, before and after. All filters may be"
                            + " combined.")
    @APIResponse(
            responseCode = "200",
            description = "Entries",
            content = @Content(schema = @Schema(implementation = AuditPage.class)))
    @APIResponse(responseCode = "400", description = "`validation_failed` or `malformed_request`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public Page<AuditView> list(
            @QueryParam("tenant") @Schema(description = "A tenant's id or slug")
                    @Nullable String tenant,
            @QueryParam("actor")
                    @Size(max = LONGEST_ACTOR)
                    @Schema(
                            description = "A user's id or e-mail address, or the name of a job",
                            examples = "ada@example.com")
                    @Nullable String actor,
            @QueryParam("action")
                    @Pattern(regexp = "[a-z0-9.-]{1,60}")
                    @Schema(description = "An action, or the first words of several: tenant")
                    @Nullable String action,
            @QueryParam("from")
                    @Schema(
                            description = "Not before this moment",
                            examples = "2026-11-24T00:00:00Z")
                    @Nullable String from,
            @QueryParam("to") @Schema(description = "Before this moment") @Nullable String to,
            @BeanParam PageRequest page) {
        TenantId id = tenant == null ? null : keys.demand(tenant).id();
        AuditFilter filter =
                new AuditFilter(id, named(actor), action, moment("from", from), moment("to", to));
        return Page.of(
                audit.list(filter, page.after(), page.limit() + 1),
                page,
                AuditRecord::id,
                AuditView::of);
    }

    /** What the log calls somebody: a person is their id there, whatever their address becomes. */
    private @Nullable String named(@Nullable String actor) {
        return actor == null || actor.indexOf('@') < 0
                ? actor
                : controlPlane
                        .read(handle -> users.byEmail(handle, actor))
                        .map(User::id)
                        .orElse(actor);
    }

    private static @Nullable Instant moment(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_REQUEST,
                    name + " is not a moment in UTC",
                    "Write it like 2026-11-24T10:32:05Z.");
        }
    }

    /** The shape of the answer: OpenAPI does not see through {@link Page}. */
    @Schema(name = "AuditPage")
    record AuditPage(List<AuditView> items, @Nullable String nextCursor) {}

    /** An entry of the audit log. */
    @Schema(name = "AuditEntry")
    record AuditView(
            String id,
            Instant at,
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String actor,
            @Schema(examples = "192.0.2.7") @Nullable String address,
            @Nullable String tenant,
            @Schema(examples = "tenant.suspend") String action,
            @Nullable String subject,
            @Schema(implementation = Object.class) @Nullable Object before,
            @Schema(implementation = Object.class) @Nullable Object after) {
        static AuditView of(AuditRecord entry) {
            TenantId tenant = entry.tenant();
            return new AuditView(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.address(),
                    tenant == null ? null : tenant.value(),
                    entry.action(),
                    entry.subject(),
                    entry.before(),
                    entry.after());
        }
    }
}
