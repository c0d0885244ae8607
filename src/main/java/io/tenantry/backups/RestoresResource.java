package io.tenantry.backups;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.backups.BackupMessages.RequestedRestoreView;
import io.tenantry.backups.BackupMessages.RestoreView;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.restore.RequestedRestore;
import io.tenantry.provisioning.restore.Restore;
import io.tenantry.provisioning.restore.RestoreKinds;
import io.tenantry.provisioning.restore.Restores;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.AcceptedOperations;
import io.tenantry.tenants.TenantKeys;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What took the place of a tenant's database, and the way back. */
@Path("/api/v1/platform/tenants/{tenantKey}/restores")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backups")
class RestoresResource {
    private static final String UNDO = "undo_restore";

    private final Restores restores;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final Caller caller;
    private final AcceptedOperations accepted;

    RestoresResource(
            Restores restores,
            TenantKeys keys,
            Idempotency idempotency,
            Caller caller,
            AcceptedOperations accepted) {
        this.restores = restores;
        this.keys = keys;
        this.idempotency = idempotency;
        this.caller = caller;
        this.accepted = accepted;
    }

    @GET
    @PermissionsAllowed(Permissions.RESTORE_READ)
    @Operation(
            operationId = "listRestores",
            summary = "Restores of a tenant in the place of its database, newest first",
            description = "Those that made a new tenant are not among them.")
    @APIResponseSchema(value = RestorePage.class, responseCode = "200")
    public Page<RestoreView> list(
            @PathParam("tenantKey") String tenantKey, @BeanParam PageRequest page) {
        return Page.of(
                restores.list(keys.demand(tenantKey).id(), page.after(), page.limit() + 1),
                page,
                Restore::id,
                RestoreView::of);
    }

    @GET
    @Path("/{restore}")
    @PermissionsAllowed(Permissions.RESTORE_READ)
    @Operation(operationId = "getRestore", summary = "A restore of a tenant")
    @APIResponseSchema(value = RestoreView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `restore_not_found`")
    public RestoreView read(
            @PathParam("tenantKey") String tenantKey, @PathParam("restore") String restore) {
        return restores.find(keys.demand(tenantKey).id(), restore)
                .map(RestoreView::of)
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.RESTORE_UNKNOWN, "the tenant has no such restore"));
    }

    @POST
    @Path("/{restore}/undo")
    @PermissionsAllowed(Permissions.RESTORE_RUN)
    @Operation(
            operationId = "undoRestore",
            summary = "Let the database serve again that a restore replaced",
            description =
                    "What was written since the restore stays in the restored database, which is kept"
                            + " for a while. Possible until keptUntil, unless the tenant has another"
                            + " database than the restored one by then.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedRestoreView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `restore_not_found`")
    @APIResponse(
            responseCode = "409",
            description = "`restore_state_conflict`, `tenant_busy` or `tenant_state_conflict`")
    public RestResponse<String> undo(
            @PathParam("tenantKey") String tenantKey,
            @PathParam("restore") String restore,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        TenantId tenant = keys.demand(tenantKey).id();
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                UNDO,
                                key,
                                Map.of("tenant", tenant.value(), "restore", restore)),
                        handle -> accepted(restores.undo(handle, tenant, restore, caller.actor())))
                .toResponse();
    }

    private Answer accepted(RequestedRestore requested) {
        return accepted.answer(
                RestoreKinds.UNDO,
                requested.operation(),
                requested.restore().tenant(),
                operation ->
                        new RequestedRestoreView(RestoreView.of(requested.restore()), operation));
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "RestorePage")
    record RestorePage(List<RestoreView> items, @Nullable String nextCursor) {}
}
