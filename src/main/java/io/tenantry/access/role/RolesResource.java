package io.tenantry.access.role;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.role.RoleMessages.NewRole;
import io.tenantry.access.role.RoleMessages.RoleChange;
import io.tenantry.access.role.RoleMessages.RoleView;
import io.tenantry.access.user.ActingMember;
import io.tenantry.paging.Page;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Roles that members of the token's tenant can have. */
@Path("/api/v1/roles")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Roles")
class RolesResource {
    private static final String PATH = "/api/v1/roles/";
    private static final String CREATE = "create_role";
    private static final int CREATED = 201;

    private final OwnRoles roles;
    private final ControlPlane controlPlane;
    private final Idempotency idempotency;
    private final Caller caller;

    RolesResource(
            OwnRoles roles, ControlPlane controlPlane, Idempotency idempotency, Caller caller) {
        this.roles = roles;
        this.controlPlane = controlPlane;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.ROLE_READ)
    @Operation(
            operationId = "listRoles",
            summary = "Roles, those of the product first",
            description = "All at once: an organisation has at most 50 of its own.")
    @APIResponseSchema(value = RolePage.class, responseCode = "200")
    public Page<RoleView> list() {
        ActingMember by = ActingMember.of(caller);
        List<Role> all = controlPlane.read(handle -> roles.list(handle, by));
        return new Page<>(all.stream().map(RoleView::of).toList(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.ROLE_MANAGE)
    @Operation(
            operationId = "createRole",
            summary = "Make a role, of one's own permissions at most")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = RoleView.class)))
    @APIResponse(responseCode = "400", description = "`validation_failed`, `permission_unknown`, …")
    @APIResponse(
            responseCode = "403",
            description = "`permission_denied` or `beyond_own_permissions`")
    @APIResponse(
            responseCode = "409",
            description = "`role_name_taken`, `limit_reached` or `idempotency_key_reused`")
    public RestResponse<String> create(
            @NotNull @Valid NewRole body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        ActingMember by = ActingMember.of(caller);
        Optional<IdempotentCall> call = idempotency.call(by.userId(), CREATE, key, body);
        return idempotency
                .inControlPlane(
                        call, handle -> created(RoleView.of(roles.create(handle, by, body))))
                .toResponse();
    }

    @GET
    @Path("/{role}")
    @PermissionsAllowed(Permissions.ROLE_READ)
    @Operation(operationId = "getRole", summary = "A role")
    @APIResponseSchema(value = RoleView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`role_not_found`")
    public RoleView read(@PathParam("role") String role) {
        ActingMember by = ActingMember.of(caller);
        return RoleView.of(controlPlane.read(handle -> roles.read(handle, by, role)));
    }

    @PATCH
    @Path("/{role}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.ROLE_MANAGE)
    @Operation(
            operationId = "changeRole",
            summary = "Change a role's name, scope or permissions",
            description =
                    "Access tokens that carry the former permissions are void within a second.")
    @APIResponseSchema(value = RoleView.class, responseCode = "200")
    @APIResponse(
            responseCode = "403",
            description = "`permission_denied` or `beyond_own_permissions`")
    @APIResponse(responseCode = "404", description = "`role_not_found`")
    @APIResponse(responseCode = "409", description = "`role_name_taken` or `role_of_product`")
    public RoleView change(@PathParam("role") String role, @NotNull @Valid RoleChange body) {
        ActingMember by = ActingMember.of(caller);
        return RoleView.of(
                controlPlane.inTransaction(handle -> roles.change(handle, by, role, body)));
    }

    @DELETE
    @Path("/{role}")
    @PermissionsAllowed(Permissions.ROLE_MANAGE)
    @Operation(operationId = "deleteRole", summary = "Delete a role")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(
            responseCode = "403",
            description = "`permission_denied` or `beyond_own_permissions`")
    @APIResponse(responseCode = "404", description = "`role_not_found`, of either role")
    @APIResponse(responseCode = "409", description = "`role_in_use` or `role_of_product`")
    public void delete(
            @PathParam("role") String role,
            @QueryParam("reassign")
                    @Schema(description = "The role that members and invitations get instead")
                    @Nullable String reassign) {
        ActingMember by = ActingMember.of(caller);
        controlPlane.useTransaction(handle -> roles.delete(handle, by, role, reassign));
    }

    private Answer created(RoleView view) {
        return idempotency.answer(CREATED, PATH + view.id(), view);
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "RolePage")
    record RolePage(List<RoleView> items, @Nullable String nextCursor) {}
}
