package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.user.FirstAdministrator;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.TenantCreation;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.tenants.TenantAnswers.RequestedView;
import io.tenantry.tenants.TenantRequests.TenantCopy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Makes tenants that begin with what another's database holds. */
@Path("/api/v1/platform/tenants/{tenantKey}/clone")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class TenantCopyResource {
    private static final String CLONE = "clone_tenant";

    private final Tenants tenants;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final FirstAdministrator firstAdministrator;
    private final Caller caller;
    private final AcceptedOperations accepted;

    TenantCopyResource(
            Tenants tenants,
            TenantKeys keys,
            Idempotency idempotency,
            FirstAdministrator firstAdministrator,
            Caller caller,
            AcceptedOperations accepted) {
        this.tenants = tenants;
        this.keys = keys;
        this.idempotency = idempotency;
        this.firstAdministrator = firstAdministrator;
        this.caller = caller;
        this.accepted = accepted;
    }

    @POST
    @PermissionsAllowed(Permissions.TENANT_CREATE)
    @Operation(
            operationId = "cloneTenant",
            summary = "Ask for a tenant with a copy of another's database",
            description =
                    "The copy holds what was there at one moment after the operation began; the"
                            + " original is served all the while. The new tenant has a database, an"
                            + " account and members of its own: only its administrator is a member at"
                            + " first.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "`validation_failed`, `slug_malformed`, `slug_reserved`, `labels_malformed`, …")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `server_not_found`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`slug_taken`, `tenant_state_conflict`, `tenant_busy`, `no_server_available` or"
                            + " `idempotency_key_reused`")
    public RestResponse<String> copy(
            @PathParam("tenantKey") String tenantKey,
            @NotNull @Valid TenantCopy body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        Tenant original = keys.demand(tenantKey);
        Optional<IdempotentCall> call =
                idempotency.call(
                        caller.userId(),
                        CLONE,
                        key,
                        Map.of("tenant", original.id().value(), "body", body));
        CreateTenant wish =
                new CreateTenant(
                        body.slug(),
                        body.name() == null ? original.name() : body.name(),
                        body.plan(),
                        body.server(),
                        body.labels() == null ? Map.of() : body.labels(),
                        firstAdministrator.wish(
                                body.admin().email(),
                                body.admin().name(),
                                body.admin().password(),
                                body.name(),
                                body.slug()));
        return idempotency
                .inControlPlane(
                        call,
                        handle ->
                                accepted(tenants.copy(handle, original.id(), wish, caller.actor())))
                .toResponse();
    }

    private Answer accepted(RequestedTenant requested) {
        return accepted.answer(TenantCreation.CLONE, requested);
    }
}
