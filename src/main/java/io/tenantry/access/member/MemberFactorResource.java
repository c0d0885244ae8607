package io.tenantry.access.member;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.user.ActingMember;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.http.TenantScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an organisation does for members who have lost their second factor. */
@Path("/api/v1/members/{member}/factor")
@TenantScoped
@Tag(name = "Members")
class MemberFactorResource {
    private final MemberRecovery recovery;
    private final ControlPlane controlPlane;
    private final Caller caller;

    MemberFactorResource(MemberRecovery recovery, ControlPlane controlPlane, Caller caller) {
        this.recovery = recovery;
        this.controlPlane = controlPlane;
        this.caller = caller;
    }

    @DELETE
    @PermissionsAllowed(Permissions.MEMBER_RECOVER)
    @Operation(
            operationId = "removeMembersFactor",
            summary = "Take away a second factor that a member has lost",
            description =
                    "Their password stays, their sessions end, and they are told by mail. Only for"
                            + " people who belong to no other organisation: the others' operators do it.")
    @APIResponse(responseCode = "204", description = "Signing in asks for the password alone")
    @APIResponse(
            responseCode = "403",
            description = "`permission_denied` or `beyond_own_permissions`")
    @APIResponse(
            responseCode = "404",
            description = "`member_not_found` or `second_factor_not_found`")
    @APIResponse(responseCode = "409", description = "`member_state_conflict` or `account_shared`")
    public void remove(@PathParam("member") String member) {
        ActingMember by = ActingMember.of(caller);
        controlPlane.useTransaction(handle -> recovery.removeFactor(handle, by, member));
    }
}
