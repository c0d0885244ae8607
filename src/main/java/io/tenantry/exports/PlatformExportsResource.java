package io.tenantry.exports;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.exports.ExportMessages.ExportPage;
import io.tenantry.exports.ExportMessages.ExportView;
import io.tenantry.exports.ExportMessages.LinkView;
import io.tenantry.exports.ExportMessages.RequestedExportView;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.export.ExportKind;
import io.tenantry.provisioning.export.RequestedExport;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.AcceptedOperations;
import io.tenantry.tenants.TenantKeys;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Exports of any tenant, for whoever runs the platform; of a deleted one, too. */
@Path("/api/v1/platform/tenants/{tenantKey}/exports")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Exports")
class PlatformExportsResource {

    private final ExportCalls calls;
    private final TenantKeys keys;
    private final AcceptedOperations accepted;

    PlatformExportsResource(ExportCalls calls, TenantKeys keys, AcceptedOperations accepted) {
        this.calls = calls;
        this.keys = keys;
        this.accepted = accepted;
    }

    @GET
    @PermissionsAllowed(Permissions.TENANT_EXPORT_READ)
    @Operation(operationId = "listExports", summary = "Exports of a tenant, newest first")
    @APIResponseSchema(value = ExportPage.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public Page<ExportView> list(
            @PathParam("tenantKey") String tenantKey, @BeanParam PageRequest page) {
        return calls.list(tenant(tenantKey), page);
    }

    @POST
    @PermissionsAllowed(Permissions.TENANT_EXPORT_CREATE)
    @Operation(
            operationId = "createExport",
            summary = "Ask for an export of all of a tenant's data",
            description = "See `createOwnExport`. The tenant is served all the while.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for; Location is the operation",
            content = @Content(schema = @Schema(implementation = RequestedExportView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`export_at_work`, `limit_reached`, `tenant_state_conflict`, `backups_off` or"
                            + " `idempotency_key_reused`")
    public RestResponse<String> create(
            @PathParam("tenantKey") String tenantKey,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        return calls.create(
                tenant(tenantKey), key, requested -> accepted(ExportKind.CREATE, requested));
    }

    @GET
    @Path("/{export}")
    @PermissionsAllowed(Permissions.TENANT_EXPORT_READ)
    @Operation(operationId = "getExport", summary = "An export of a tenant")
    @APIResponseSchema(value = ExportView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `export_not_found`")
    public ExportView read(
            @PathParam("tenantKey") String tenantKey, @PathParam("export") String export) {
        return calls.read(tenant(tenantKey), export);
    }

    @POST
    @Path("/{export}/link")
    @PermissionsAllowed(Permissions.TENANT_EXPORT_DOWNLOAD)
    @Operation(
            operationId = "linkExport",
            summary = "Get a link by which anybody can download the export for a while")
    @APIResponseSchema(value = LinkView.class, responseCode = "201")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `export_not_found`")
    @APIResponse(responseCode = "409", description = "`export_state_conflict`")
    @APIResponse(responseCode = "410", description = "`export_expired`")
    @ResponseStatus(201)
    public LinkView link(
            @PathParam("tenantKey") String tenantKey, @PathParam("export") String export) {
        return calls.link(tenant(tenantKey), export);
    }

    @DELETE
    @Path("/{export}")
    @PermissionsAllowed(Permissions.TENANT_EXPORT_DELETE)
    @Operation(operationId = "deleteExport", summary = "Remove an export, and all links to it")
    @APIResponse(
            responseCode = "202",
            description = "Asked for; Location is the operation",
            content = @Content(schema = @Schema(implementation = RequestedExportView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `export_not_found`")
    @APIResponse(responseCode = "409", description = "`export_state_conflict` or `backups_off`")
    public RestResponse<String> delete(
            @PathParam("tenantKey") String tenantKey, @PathParam("export") String export) {
        return calls.delete(
                tenant(tenantKey), export, requested -> accepted(ExportKind.DELETE, requested));
    }

    private TenantId tenant(String key) {
        return keys.demand(key).id();
    }

    private Answer accepted(String kind, RequestedExport requested) {
        return accepted.answer(
                kind,
                requested.operation(),
                requested.export().tenant(),
                operation -> new RequestedExportView(ExportView.of(requested.export()), operation));
    }
}
