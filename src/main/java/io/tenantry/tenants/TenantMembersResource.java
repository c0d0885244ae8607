package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.member.MemberFilter;
import io.tenantry.access.member.MemberMessages.SeenMember;
import io.tenantry.access.member.RevealedMembers;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who belongs to a tenant, for whoever runs the platform. */
@Path("/api/v1/platform/tenants/{tenantKey}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class TenantMembersResource {
    private final RevealedMembers members;
    private final TenantKeys keys;
    private final Caller caller;

    TenantMembersResource(RevealedMembers members, TenantKeys keys, Caller caller) {
        this.members = members;
        this.keys = keys;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.TENANT_MEMBER_REVEAL)
    @Operation(
            operationId = "revealTenantMembers",
            summary = "A tenant's members",
            description =
                    "They are people of a customer: each call is in the tenant's audit log as"
                            + " `member.reveal`, with what was searched for.")
    @APIResponseSchema(value = SeenMemberPage.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed` or `malformed_request`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public Page<SeenMember> list(
            @PathParam("tenantKey") String tenant,
            @QueryParam("state") @Pattern(regexp = MemberFilter.STATES) @Nullable String state,
            @QueryParam("q")
                    @Size(max = MemberFilter.LONGEST_TEXT)
                    @Schema(description = "What the name or the e-mail address holds")
                    @Nullable String text,
            @BeanParam PageRequest page) {
        return members.page(
                keys.demand(tenant).id(),
                new MemberFilter(state, null, null, text),
                page,
                caller.actor());
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "SeenMemberPage")
    record SeenMemberPage(List<SeenMember> items, @Nullable String nextCursor) {}
}
