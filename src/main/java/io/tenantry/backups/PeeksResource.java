package io.tenantry.backups;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.backups.PeekMessages.Opening;
import io.tenantry.backups.PeekMessages.PeekAccessView;
import io.tenantry.backups.PeekMessages.PeekView;
import io.tenantry.backups.PeekMessages.RequestedPeekView;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.restore.Peek;
import io.tenantry.provisioning.restore.PeekKinds;
import io.tenantry.provisioning.restore.Peeks;
import io.tenantry.provisioning.restore.RequestedPeek;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.AcceptedOperations;
import io.tenantry.tenants.TenantKeys;
import jakarta.validation.Valid;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Databases that show a tenant's past, to be looked at for a while. */
@Path("/api/v1/platform/tenants/{tenantKey}/peeks")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Peeks")
class PeeksResource {
    private static final String OPEN = "open_peek";

    private final Peeks peeks;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final Caller caller;
    private final AcceptedOperations accepted;

    PeeksResource(
            Peeks peeks,
            TenantKeys keys,
            Idempotency idempotency,
            Caller caller,
            AcceptedOperations accepted) {
        this.peeks = peeks;
        this.keys = keys;
        this.idempotency = idempotency;
        this.caller = caller;
        this.accepted = accepted;
    }

    @GET
    @PermissionsAllowed(Permissions.PEEK_READ)
    @Operation(operationId = "listPeeks", summary = "Peeks at a tenant's past, newest first")
    @APIResponseSchema(value = PeekPage.class, responseCode = "200")
    public Page<PeekView> list(
            @PathParam("tenantKey") String tenantKey, @BeanParam PageRequest page) {
        return Page.of(
                peeks.list(keys.demand(tenantKey).id(), page.after(), page.limit() + 1),
                page,
                Peek::id,
                PeekView::of);
    }

    @GET
    @Path("/{peek}")
    @PermissionsAllowed(Permissions.PEEK_READ)
    @Operation(operationId = "getPeek", summary = "A peek at a tenant's past")
    @APIResponseSchema(value = PeekView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `peek_not_found`")
    public PeekView read(@PathParam("tenantKey") String tenantKey, @PathParam("peek") String peek) {
        return peeks.find(keys.demand(tenantKey).id(), peek)
                .map(PeekView::of)
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.PEEK_UNKNOWN, "the tenant has no such peek"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.PEEK_OPEN)
    @Operation(
            operationId = "openPeek",
            summary = "Ask for a database that shows a tenant's past",
            description =
                    "It lies beside the tenant's own, on the same server, and ends by itself. It can be"
                            + " compared with what is there now, and rows of it can be brought back.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedPeekView.class)))
    @APIResponse(responseCode = "400", description = "`validation_failed`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `backup_not_found`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`tenant_state_conflict`, `backup_state_conflict`, `backups_off`,"
                            + " `time_before_backups` or `recovery_gap`")
    public RestResponse<String> open(
            @PathParam("tenantKey") String tenantKey,
            @Valid @Nullable Opening body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        Opening opening = body == null ? Opening.USUAL : body;
        TenantId tenant = keys.demand(tenantKey).id();
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                OPEN,
                                key,
                                Map.of("tenant", tenant.value(), "body", opening)),
                        handle ->
                                accepted(
                                        PeekKinds.OPEN,
                                        peeks.open(handle, tenant, opening.wish(), caller.actor())))
                .toResponse();
    }

    @DELETE
    @Path("/{peek}")
    @PermissionsAllowed(Permissions.PEEK_OPEN)
    @Operation(operationId = "endPeek", summary = "End a peek before its time")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedPeekView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `peek_not_found`")
    @APIResponse(responseCode = "409", description = "`peek_state_conflict`")
    public RestResponse<String> end(
            @PathParam("tenantKey") String tenantKey, @PathParam("peek") String peek) {
        TenantId tenant = keys.demand(tenantKey).id();
        return idempotency
                .inControlPlane(
                        Optional.empty(),
                        handle ->
                                accepted(
                                        PeekKinds.END,
                                        peeks.end(handle, tenant, peek, caller.actor())))
                .toResponse();
    }

    @POST
    @Path("/{peek}/access")
    @PermissionsAllowed(Permissions.PEEK_REVEAL)
    @Operation(
            operationId = "handOutPeek",
            summary = "How a peek is looked at with a MySQL client; answered once",
            description =
                    "The account may read the peek's database and nothing else, and goes with it. The"
                            + " answer holds its password, is kept nowhere, and takes no"
                            + " Idempotency-Key: whoever loses it opens another peek.")
    @APIResponseSchema(value = PeekAccessView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `peek_not_found`")
    @APIResponse(responseCode = "409", description = "`peek_state_conflict` or `peek_handed_out`")
    public PeekAccessView handOut(
            @PathParam("tenantKey") String tenantKey, @PathParam("peek") String peek) {
        return PeekAccessView.of(peeks.handOut(keys.demand(tenantKey).id(), peek, caller.actor()));
    }

    private Answer accepted(String kind, RequestedPeek requested) {
        return accepted.answer(
                kind,
                requested.operation(),
                requested.peek().tenant(),
                operation -> new RequestedPeekView(PeekView.of(requested.peek()), operation));
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "PeekPage")
    record PeekPage(List<PeekView> items, @Nullable String nextCursor) {}
}
