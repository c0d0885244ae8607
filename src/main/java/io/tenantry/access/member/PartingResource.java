package io.tenantry.access.member;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.member.MemberMessages.HandOver;
import io.tenantry.access.user.ActingMember;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people do about themselves: leaving, and handing over what they run. */
@Path("/api/v1/members")
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Members")
class PartingResource {
    private final Members members;
    private final HandingOver handingOver;
    private final ControlPlane controlPlane;
    private final Caller caller;

    PartingResource(
            Members members, HandingOver handingOver, ControlPlane controlPlane, Caller caller) {
        this.members = members;
        this.handingOver = handingOver;
        this.controlPlane = controlPlane;
        this.caller = caller;
    }

    @POST
    @Path("/{member}/hand-over")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.MEMBER_ASSIGN)
    @Operation(
            operationId = "handOver",
            summary = "Have another member run the organisation in one's place",
            description =
                    "For an enterprise_admin: the other becomes one, and the caller takes another"
                            + " role, both or neither.")
    @APIResponse(responseCode = "204", description = "Handed over")
    @APIResponse(
            responseCode = "403",
            description = "`permission_denied` or `beyond_own_permissions`")
    @APIResponse(responseCode = "404", description = "`member_not_found` or `role_not_found`")
    @APIResponse(responseCode = "409", description = "`member_state_conflict` or `last_admin`")
    public void handOver(@PathParam("member") String member, @NotNull @Valid HandOver body) {
        ActingMember by = ActingMember.of(caller);
        controlPlane.useTransaction(
                handle -> handingOver.handOver(handle, by, member, body.myRole()));
    }

    @POST
    @Path("/leave")
    @Consumes(MediaType.WILDCARD)
    @Authenticated
    @Operation(
            operationId = "leave",
            summary = "Leave the organisation",
            description = "The caller's sessions in it end.")
    @APIResponse(responseCode = "204", description = "The caller is no member any more")
    @APIResponse(responseCode = "409", description = "`last_admin`")
    public void leave() {
        ActingMember by = ActingMember.of(caller);
        controlPlane.useTransaction(handle -> members.leave(handle, by));
    }
}
