package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.support.SupportMessages.NewVisit;
import io.tenantry.access.support.SupportMessages.SupportToken;
import io.tenantry.access.support.SupportMessages.VisitPage;
import io.tenantry.access.support.SupportMessages.VisitView;
import io.tenantry.access.support.Visits;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.routing.TenantState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Visits of support to tenants that allow them. */
@Path("/api/v1/platform/tenants/{tenantKey}/support-visits")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class SupportVisitsResource {
    private final Visits visits;
    private final TenantKeys keys;
    private final Caller caller;

    SupportVisitsResource(Visits visits, TenantKeys keys, Caller caller) {
        this.visits = visits;
        this.keys = keys;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.SUPPORT_VISIT_READ)
    @Operation(
            operationId = "listSupportVisits",
            summary = "Visits of support to a tenant, newest first")
    @APIResponseSchema(value = VisitPage.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public Page<VisitView> list(
            @PathParam("tenantKey") String tenant, @BeanParam PageRequest page) {
        return visits.of(keys.demand(tenant).id(), page);
    }

    @POST
    @PermissionsAllowed(Permissions.SUPPORT_VISIT_OPEN)
    @Operation(
            operationId = "enterTenant",
            summary = "Enter a tenant as a guest",
            description =
                    "If the tenant allows it, for an hour at most. The token works in the tenant and"
                            + " permits no call that gives anybody access. The tenant's administrators"
                            + " are told by mail, and each call is in both audit logs. Entering again"
                            + " ends the former visit: for that reason the call takes no"
                            + " Idempotency-Key.")
    @APIResponseSchema(value = SupportToken.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "`validation_failed`")
    @APIResponse(
            responseCode = "403",
            description = "`support_not_allowed` or `tenant_requires_second_factor`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict`")
    @ResponseStatus(201)
    public SupportToken enter(
            @PathParam("tenantKey") String tenant, @NotNull @Valid NewVisit body) {
        Tenant visited = keys.demand(tenant);
        if (visited.state() != TenantState.ACTIVE) {
            throw new ProblemException(
                    ErrorCode.TENANT_STATE_CONFLICT,
                    "the tenant is %s".formatted(visited.state()),
                    "Only active tenants can be entered.");
        }
        return visits.enter(visited.id(), caller, body);
    }

    @POST
    @Path("/{visit}/token")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.SUPPORT_VISIT_OPEN)
    @Operation(
            operationId = "renewSupportToken",
            summary = "Get another token for a visit of one's own that goes on")
    @APIResponseSchema(value = SupportToken.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "`tenant_requires_second_factor`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `visit_not_found`")
    @APIResponse(responseCode = "409", description = "`visit_over`")
    public SupportToken renew(
            @PathParam("tenantKey") String tenant, @PathParam("visit") String visit) {
        return visits.renew(keys.demand(tenant).id(), visit, caller);
    }

    @DELETE
    @Path("/{visit}")
    @PermissionsAllowed(Permissions.SUPPORT_VISIT_OPEN)
    @Operation(operationId = "endSupportVisit", summary = "End a visit to a tenant")
    @APIResponse(responseCode = "204", description = "The visit is over")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `visit_not_found`")
    public void end(@PathParam("tenantKey") String tenant, @PathParam("visit") String visit) {
        visits.end(keys.demand(tenant).id(), visit, caller);
    }
}
