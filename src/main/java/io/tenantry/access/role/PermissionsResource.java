package io.tenantry.access.role;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permission;
import io.tenantry.access.Permission.Realm;
import io.tenantry.access.Permissions;
import io.tenantry.access.role.RoleMessages.PermissionView;
import io.tenantry.paging.Page;
import io.tenantry.routing.http.TenantScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What roles of a tenant can be made of. */
@Path("/api/v1/permissions")
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Roles")
class PermissionsResource {
    @GET
    @PermissionsAllowed(Permissions.ROLE_READ)
    @Operation(operationId = "listPermissions", summary = "What roles can permit; all at once")
    @APIResponseSchema(value = PermissionPage.class, responseCode = "200")
    public Page<PermissionView> list() {
        return new Page<>(
                Permission.all().stream()
                        .filter(permission -> permission.realm() == Realm.TENANT)
                        .map(permission ->
                                new PermissionView(permission.name(), permission.summary()))
                        .toList(),
                null);
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "PermissionPage")
    record PermissionPage(List<PermissionView> items, @Nullable String nextCursor) {}
}
