package io.tenantry.exports;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.exports.ExportMessages.ExportPage;
import io.tenantry.exports.ExportMessages.ExportView;
import io.tenantry.exports.ExportMessages.LinkView;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.export.RequestedExport;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.http.TenantScoped;
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

/** Exports of the token's tenant, for whoever runs it: their data, their right. */
@Path("/api/v1/exports")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Exports")
class ExportsResource {
    private static final String PATH = "/api/v1/exports/";
    private static final int ACCEPTED = 202;

    private final ExportCalls calls;
    private final Idempotency idempotency;

    ExportsResource(ExportCalls calls, Idempotency idempotency) {
        this.calls = calls;
        this.idempotency = idempotency;
    }

    @GET
    @PermissionsAllowed(Permissions.EXPORT_READ)
    @Operation(operationId = "listOwnExports", summary = "Exports of the tenant, newest first")
    @APIResponseSchema(value = ExportPage.class, responseCode = "200")
    public Page<ExportView> list(@BeanParam PageRequest page) {
        return calls.list(TenantContext.require(), page);
    }

    @POST
    @PermissionsAllowed(Permissions.EXPORT_CREATE)
    @Operation(
            operationId = "createOwnExport",
            summary = "Ask for an export of all the tenant's data",
            description =
                    "A zip with a CSV file, a JSON Lines file and, for small tables, a sheet a"
                            + " table, all as of one moment, and a data dictionary. Look at the"
                            + " export until it is `ready`, then ask for a link to it.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for; Location is the export",
            content = @Content(schema = @Schema(implementation = ExportView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "`export_at_work`, `limit_reached`, `backups_off` or `idempotency_key_reused`")
    public RestResponse<String> create(@HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        calls.demandKept();
        return calls.create(TenantContext.require(), key, this::accepted);
    }

    @GET
    @Path("/{export}")
    @PermissionsAllowed(Permissions.EXPORT_READ)
    @Operation(operationId = "getOwnExport", summary = "An export of the tenant")
    @APIResponseSchema(value = ExportView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`export_not_found`")
    public ExportView read(@PathParam("export") String export) {
        return calls.read(TenantContext.require(), export);
    }

    @POST
    @Path("/{export}/link")
    @PermissionsAllowed(Permissions.EXPORT_DOWNLOAD)
    @Operation(
            operationId = "linkOwnExport",
            summary = "Get a link by which anybody can download the export for a while",
            description = "The link needs no token. It cannot be taken back, but by a deletion.")
    @APIResponseSchema(value = LinkView.class, responseCode = "201")
    @APIResponse(responseCode = "404", description = "`export_not_found`")
    @APIResponse(responseCode = "409", description = "`export_state_conflict`")
    @APIResponse(responseCode = "410", description = "`export_expired`")
    @ResponseStatus(201)
    public LinkView link(@PathParam("export") String export) {
        return calls.link(TenantContext.require(), export);
    }

    @DELETE
    @Path("/{export}")
    @PermissionsAllowed(Permissions.EXPORT_DELETE)
    @Operation(operationId = "deleteOwnExport", summary = "Remove an export, and all links to it")
    @APIResponse(
            responseCode = "202",
            description = "Asked for; Location is the export, until it is gone",
            content = @Content(schema = @Schema(implementation = ExportView.class)))
    @APIResponse(responseCode = "404", description = "`export_not_found`")
    @APIResponse(responseCode = "409", description = "`export_state_conflict` or `backups_off`")
    public RestResponse<String> delete(@PathParam("export") String export) {
        calls.demandKept();
        return calls.delete(TenantContext.require(), export, this::accepted);
    }

    /** The operation is the platform's; the export itself says how far it is. */
    private Answer accepted(RequestedExport requested) {
        return idempotency.answer(
                ACCEPTED, PATH + requested.export().id(), ExportView.of(requested.export()));
    }
}
