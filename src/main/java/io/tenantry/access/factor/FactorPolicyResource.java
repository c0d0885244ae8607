package io.tenantry.access.factor;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.factor.FactorMessages.PolicyView;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether the token's tenant lets in only sessions with a second factor. */
@Path("/api/v1/access-policy/second-factor")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Access")
class FactorPolicyResource {
    private final FactorPolicy policy;
    private final Caller caller;

    FactorPolicyResource(FactorPolicy policy, Caller caller) {
        this.policy = policy;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.ACCESS_POLICY_MANAGE)
    @Operation(
            operationId = "readSecondFactorPolicy",
            summary = "Whether the tenant asks for a second factor")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    public PolicyView read() {
        return new PolicyView(policy.required(TenantContext.require()));
    }

    @PUT
    @PermissionsAllowed(Permissions.ACCESS_POLICY_MANAGE)
    @Operation(
            operationId = "changeSecondFactorPolicy",
            summary = "Have the tenant ask for a second factor, or not",
            description =
                    "From then on the tenant can be chosen, and its tokens renewed, only in sessions"
                            + " with a second factor; tokens that are out live on for their few"
                            + " minutes.")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200")
    @APIResponse(responseCode = "409", description = "`second_factor_unused`")
    public PolicyView change(@NotNull @Valid PolicyView body) {
        policy.require(caller, TenantContext.require(), body.required());
        return body;
    }
}
