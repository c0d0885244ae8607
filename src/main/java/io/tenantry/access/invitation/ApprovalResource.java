package io.tenantry.access.invitation;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.http.TenantScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets people in who wait for it, or sends them away. */
@Path("/api/v1/members")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Members")
class ApprovalResource {
    private final Approvals approvals;
    private final Caller caller;

    ApprovalResource(Approvals approvals, Caller caller) {
        this.approvals = approvals;
        this.caller = caller;
    }

    @POST
    @Path("/{member}/approve")
    @PermissionsAllowed(Permissions.MEMBER_APPROVE)
    @Operation(
            operationId = "approveMember",
            summary = "Let somebody in who waits for approval",
            description = "They are told by mail.")
    @APIResponse(responseCode = "204", description = "They are a member")
    @APIResponse(
            responseCode = "404",
            description = "`member_not_found`: nobody waits under this id")
    public void approve(@PathParam("member") String id) {
        approvals.approve(inviter(), id);
    }

    @POST
    @Path("/{member}/refuse")
    @PermissionsAllowed(Permissions.MEMBER_APPROVE)
    @Operation(
            operationId = "refuseMember",
            summary = "Send somebody away who waits for approval",
            description = "They are not told.")
    @APIResponse(responseCode = "204", description = "They wait no more")
    @APIResponse(
            responseCode = "404",
            description = "`member_not_found`: nobody waits under this id")
    public void refuse(@PathParam("member") String id) {
        approvals.refuse(inviter(), id);
    }

    private Inviter inviter() {
        return new Inviter(TenantContext.require(), caller.userId(), caller.actor());
    }
}
