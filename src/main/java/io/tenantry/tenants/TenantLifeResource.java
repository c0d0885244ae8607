package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.problem.Answer;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.TenantLifecycle;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.TenantAnswers.ReceiptView;
import io.tenantry.tenants.TenantAnswers.RequestedView;
import io.tenantry.tenants.TenantRequests.Closing;
import io.tenantry.tenants.TenantRequests.PurgeConfirmation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Closes tenants, opens them again, and removes them. */
@Path("/api/v1/platform/tenants/{tenantKey}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class TenantLifeResource {

    private final TenantLifecycle lifecycle;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final Caller caller;
    private final AcceptedOperations accepted;

    TenantLifeResource(
            TenantLifecycle lifecycle,
            TenantKeys keys,
            Idempotency idempotency,
            Caller caller,
            AcceptedOperations accepted) {
        this.lifecycle = lifecycle;
        this.keys = keys;
        this.idempotency = idempotency;
        this.caller = caller;
        this.accepted = accepted;
    }

    @POST
    @Path("/suspend")
    @PermissionsAllowed(Permissions.TENANT_SUSPEND)
    @Operation(
            operationId = "suspendTenant",
            summary = "Close a tenant; its data stays",
            description =
                    "Closed when this answers, on other replicas within a second. The operation"
                            + " locks the tenant's database account and ends its sessions after a"
                            + " grace.")
    @APIResponse(
            responseCode = "202",
            description = "Closed",
            content = @Content(schema = @Schema(implementation = RequestedView.class)))
    @APIResponse(responseCode = "400", description = "`reason_malformed`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict` or `tenant_busy`")
    public RestResponse<String> suspend(
            @PathParam("tenantKey") String key,
            @Valid @Nullable Closing body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String idempotencyKey) {
        Closing closing = body == null ? Closing.UNEXPLAINED : body;
        return change(
                "suspend",
                key,
                idempotencyKey,
                closing,
                (handle, tenant) ->
                        lifecycle.suspend(handle, tenant, closing.reason(), caller.actor()));
    }

    @POST
    @Path("/resume")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.TENANT_SUSPEND)
    @Operation(operationId = "resumeTenant", summary = "Open a suspended tenant")
    @APIResponse(
            responseCode = "202",
            description = "Asked for; open when the operation has succeeded",
            content = @Content(schema = @Schema(implementation = RequestedView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict` or `tenant_busy`")
    public RestResponse<String> resume(
            @PathParam("tenantKey") String key,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String idempotencyKey) {
        return change(
                "resume",
                key,
                idempotencyKey,
                Map.of(),
                (handle, tenant) -> lifecycle.resume(handle, tenant, caller.actor()));
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.TENANT_DELETE)
    @Operation(
            operationId = "deleteTenant",
            summary = "Delete a tenant; it can be undeleted during the retention",
            description =
                    "Closed when this answers. Its data stays until purgeAfter, and its slug stays"
                            + " taken; then it is purged.")
    @APIResponse(
            responseCode = "202",
            description = "Deleted",
            content = @Content(schema = @Schema(implementation = RequestedView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict` or `tenant_busy`")
    public RestResponse<String> delete(@PathParam("tenantKey") String key) {
        return change(
                "delete",
                key,
                null,
                Map.of(),
                (handle, tenant) -> lifecycle.delete(handle, tenant, null, caller.actor()));
    }

    @POST
    @Path("/undelete")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.TENANT_DELETE)
    @Operation(
            operationId = "undeleteTenant",
            summary = "Bring a deleted tenant back to the state it had")
    @APIResponse(
            responseCode = "202",
            description = "Asked for; back when the operation has succeeded",
            content = @Content(schema = @Schema(implementation = RequestedView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict` or `tenant_busy`")
    public RestResponse<String> undelete(
            @PathParam("tenantKey") String key,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String idempotencyKey) {
        return change(
                "undelete",
                key,
                idempotencyKey,
                Map.of(),
                (handle, tenant) -> lifecycle.undelete(handle, tenant, caller.actor()));
    }

    @POST
    @Path("/purge")
    @PermissionsAllowed(Permissions.TENANT_DELETE)
    @Operation(
            operationId = "purgeTenant",
            summary = "Remove a deleted tenant for good, at once",
            description =
                    "Database, accounts, memberships: nothing brings them back. The body repeats the"
                            + " tenant's slug. The operation ends with a receipt.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedView.class)))
    @APIResponse(responseCode = "400", description = "`confirmation_mismatch`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict` or `tenant_busy`")
    public RestResponse<String> purge(
            @PathParam("tenantKey") String key,
            @NotNull @Valid PurgeConfirmation body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String idempotencyKey) {
        return change(
                "purge",
                key,
                idempotencyKey,
                body,
                (handle, tenant) -> lifecycle.purge(handle, tenant, body.slug(), caller.actor()));
    }

    @GET
    @Path("/receipt")
    @PermissionsAllowed(Permissions.TENANT_READ)
    @Operation(
            operationId = "getDeletionReceipt",
            summary = "What was removed of a purged tenant, by its id")
    @APIResponseSchema(value = ReceiptView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `receipt_not_found`")
    public ReceiptView receipt(@PathParam("tenantKey") String key) {
        return lifecycle
                .receipt(keys.demand(key).id())
                .map(ReceiptView::of)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.RECEIPT_NOT_FOUND,
                                "the tenant has not been purged",
                                "Look at the tenant's state; a purged one is named by its id."));
    }

    private RestResponse<String> change(
            String verb,
            String key,
            @Nullable String idempotencyKey,
            Object body,
            BiFunction<Handle, TenantId, RequestedTenant> change) {
        TenantId tenant = keys.demand(key).id();
        String call = verb + "_tenant";
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                call,
                                idempotencyKey,
                                Map.of("tenant", tenant.value(), "body", body)),
                        handle -> accepted("tenant." + verb, change.apply(handle, tenant)))
                .toResponse();
    }

    private Answer accepted(String kind, RequestedTenant requested) {
        return accepted.answer(kind, requested);
    }
}
