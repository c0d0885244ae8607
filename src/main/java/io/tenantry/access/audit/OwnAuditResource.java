package io.tenantry.access.audit;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what in the token's tenant. */
@Path("/api/v1/audit")
@TenantScoped
@Tag(name = "Organisation")
class OwnAuditResource {
    private static final int AT_ONCE = 1000;

    private final AuditReading reading;
    private final AuditCsv csv;
    private final AuditLog audit;
    private final ControlPlane controlPlane;
    private final Caller caller;

    OwnAuditResource(
            AuditReading reading,
            AuditCsv csv,
            AuditLog audit,
            ControlPlane controlPlane,
            Caller caller) {
        this.reading = reading;
        this.csv = csv;
        this.audit = audit;
        this.controlPlane = controlPlane;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.AUDIT_READ)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listOwnAudit",
            summary = "The organisation's audit log, newest first",
            description = "Append-only. All filters may be combined.")
    @APIResponse(
            responseCode = "200",
            description = "Entries",
            content = @Content(schema = @Schema(implementation = OwnAuditPage.class)))
    @APIResponse(responseCode = "400", description = "`validation_failed` or `malformed_request`")
    public Page<AuditView> list(@Valid @BeanParam AuditQuery query, @BeanParam PageRequest page) {
        return reading.ofTenant(TenantContext.require(), query, page);
    }

    @GET
    @Path("/export")
    @PermissionsAllowed(Permissions.AUDIT_READ)
    @Produces("text/csv")
    @Operation(
            operationId = "exportOwnAudit",
            summary = "The organisation's audit log as CSV, newest first",
            description = "All that the filters let through. The export is itself an entry.")
    @APIResponse(
            responseCode = "200",
            description = "A file in UTF-8, with a header",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "`validation_failed` or `malformed_request`")
    public Response export(@Valid @BeanParam AuditQuery query) {
        TenantId tenant = TenantContext.require();
        // Refused before the first byte, if it is to be.
        List<AuditView> first = reading.before(tenant, query, null, AT_ONCE);
        controlPlane.useTransaction(handle ->
                audit.append(
                        handle,
                        new AuditEntry(caller.actor(), tenant, "audit.export", null, null, null)));
        StreamingOutput lines = out -> write(tenant, query, first, out);
        return Response.ok(lines, "text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                .build();
    }

    private void write(TenantId tenant, AuditQuery query, List<AuditView> first, OutputStream out)
            throws IOException {
        out.write(csv.header().getBytes(StandardCharsets.UTF_8));
        List<AuditView> page = first;
        while (!page.isEmpty()) {
            for (AuditView entry : page) {
                out.write(csv.line(entry).getBytes(StandardCharsets.UTF_8));
            }
            page =
                    page.size() < AT_ONCE
                            ? List.of()
                            : reading.before(tenant, query, page.getLast().id(), AT_ONCE);
        }
    }

    /** The shape of the answer: OpenAPI does not see through {@link Page}. */
    @Schema(name = "OwnAuditPage")
    record OwnAuditPage(List<AuditView> items, @Nullable String nextCursor) {}
}
