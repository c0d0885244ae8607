package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.tenant.CredentialRotations;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.TenantAnswers.RequestedView;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The credentials of one tenant's database. */
@Path("/api/v1/platform/tenants/{tenantKey}/rotate-credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class TenantCredentialsResource {
    private static final String CALL = "rotate_credentials";
    private static final String KIND = "tenant.rotate-credentials";

    private final CredentialRotations rotations;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final Caller caller;
    private final AcceptedOperations accepted;

    TenantCredentialsResource(
            CredentialRotations rotations,
            TenantKeys keys,
            Idempotency idempotency,
            Caller caller,
            AcceptedOperations accepted) {
        this.rotations = rotations;
        this.keys = keys;
        this.idempotency = idempotency;
        this.caller = caller;
        this.accepted = accepted;
    }

    @POST
    @PermissionsAllowed(Permissions.CREDENTIAL_ROTATE)
    @Operation(
            operationId = "rotateTenantCredentials",
            summary = "Give a tenant's database another account with a new password",
            description =
                    "No request fails meanwhile: what runs goes on as the old account, which is"
                            + " locked, and dropped once nobody works as it or the grace is over."
                            + " The operation that is answered says how far it has come.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict` or `tenant_busy`")
    public RestResponse<String> rotate(
            @PathParam("tenantKey") String key,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String idempotencyKey) {
        TenantId tenant = keys.demand(key).id();
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                CALL,
                                idempotencyKey,
                                Map.of("tenant", tenant.value())),
                        handle -> accepted(rotations.rotate(handle, tenant, caller.actor())))
                .toResponse();
    }

    private Answer accepted(RequestedTenant requested) {
        return accepted.answer(KIND, requested);
    }
}
