package io.tenantry.access.member;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.member.MemberMessages.MemberChange;
import io.tenantry.access.member.MemberMessages.MemberView;
import io.tenantry.access.user.ActingMember;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Members of the token's tenant. */
@Path("/api/v1/members")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Members")
class MembersResource {
    private static final String FORBIDDEN = "`permission_denied` or `beyond_own_permissions`";

    private final Members members;
    private final ControlPlane controlPlane;
    private final Caller caller;

    MembersResource(Members members, ControlPlane controlPlane, Caller caller) {
        this.members = members;
        this.controlPlane = controlPlane;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.MEMBER_READ)
    @Operation(
            operationId = "listMembers",
            summary = "Members",
            description =
                    "With permissions for a department only: those of it and of the departments"
                            + " below it.")
    @APIResponseSchema(value = MemberPage.class, responseCode = "200")
    public Page<MemberView> list(
            @QueryParam("state") @Pattern(regexp = MemberFilter.STATES) @Nullable String state,
            @QueryParam("department")
                    @Schema(description = "Those of it and of the departments below it")
                    @Nullable String department,
            @QueryParam("role") @Nullable String role,
            @QueryParam("q")
                    @Size(max = MemberFilter.LONGEST_TEXT)
                    @Schema(description = "What the name or the e-mail address holds")
                    @Nullable String text,
            @BeanParam PageRequest page) {
        ActingMember by = ActingMember.of(caller);
        MemberFilter filter = new MemberFilter(state, department, role, text);
        List<MemberView> read = controlPlane.read(handle -> members.list(handle, by, filter, page));
        return Page.of(read, page, MemberView::id, Function.identity());
    }

    @GET
    @Path("/{member}")
    @PermissionsAllowed(Permissions.MEMBER_READ)
    @Operation(operationId = "getMember", summary = "A member")
    @APIResponseSchema(value = MemberView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`member_not_found`")
    public MemberView read(@PathParam("member") String member) {
        ActingMember by = ActingMember.of(caller);
        return controlPlane.read(handle -> members.read(handle, by, member));
    }

    @PATCH
    @Path("/{member}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed({Permissions.MEMBER_UPDATE, Permissions.MEMBER_ASSIGN})
    @Operation(
            operationId = "changeMember",
            summary = "Change a member's role, department or state",
            description =
                    "Their access tokens are void within a second; a new one has what they may do"
                            + " now. The role needs `member:assign`, the rest `member:update`.")
    @APIResponseSchema(value = MemberView.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(
            responseCode = "404",
            description = "`member_not_found`, `role_not_found` or `department_not_found`")
    @APIResponse(responseCode = "409", description = "`last_admin` or `member_state_conflict`")
    public MemberView change(
            @PathParam("member") String member, @NotNull @Valid MemberChange body) {
        ActingMember by = ActingMember.of(caller);
        return controlPlane.inTransaction(handle -> members.change(handle, by, member, body));
    }

    @DELETE
    @Path("/{member}")
    @PermissionsAllowed(Permissions.MEMBER_REMOVE)
    @Operation(
            operationId = "removeMember",
            summary = "Remove a member",
            description = "They are kept on record as `left`; their sessions here end.")
    @APIResponse(responseCode = "204", description = "They are no member any more")
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "404", description = "`member_not_found`")
    @APIResponse(responseCode = "409", description = "`last_admin` or `member_state_conflict`")
    public void remove(@PathParam("member") String member) {
        ActingMember by = ActingMember.of(caller);
        controlPlane.useTransaction(handle -> members.remove(handle, by, member));
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "MemberPage")
    record MemberPage(List<MemberView> items, @Nullable String nextCursor) {}
}
