package io.tenantry.access.department;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.department.DepartmentMessages.DepartmentManagers;
import io.tenantry.access.department.DepartmentMessages.DepartmentMerge;
import io.tenantry.access.department.DepartmentMessages.DepartmentView;
import io.tenantry.access.user.ActingMember;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who manages a department, and where its people go when it is merged into another. */
@Path("/api/v1/departments/{department}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Departments")
class DepartmentPeopleResource {
    private static final String FORBIDDEN = "`permission_denied` or `beyond_own_permissions`";

    private final Departments departments;
    private final Dissolving dissolving;
    private final ControlPlane controlPlane;
    private final Caller caller;

    DepartmentPeopleResource(
            Departments departments,
            Dissolving dissolving,
            ControlPlane controlPlane,
            Caller caller) {
        this.departments = departments;
        this.dissolving = dissolving;
        this.controlPlane = controlPlane;
        this.caller = caller;
    }

    @POST
    @Path("/merge")
    @PermissionsAllowed(Permissions.DEPARTMENT_MANAGE)
    @Operation(
            operationId = "mergeDepartment",
            summary = "Put all that a department holds into another, and delete it",
            description = "The other keeps its name and its managers; it is the answer.")
    @APIResponseSchema(value = DepartmentView.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "404", description = "`department_not_found`, of either")
    @APIResponse(
            responseCode = "409",
            description = "`department_cycle`, `department_too_deep` or `department_name_taken`")
    public DepartmentView merge(
            @PathParam("department") String department, @NotNull @Valid DepartmentMerge body) {
        ActingMember by = ActingMember.of(caller);
        return controlPlane.inTransaction(handle -> {
            dissolving.merge(handle, by, department, body.into());
            return departments.view(handle, by, body.into());
        });
    }

    @PUT
    @Path("/managers")
    @PermissionsAllowed(Permissions.DEPARTMENT_MANAGE)
    @Operation(
            operationId = "setDepartmentManagers",
            summary = "Say who manages a department",
            description =
                    "For people to see: what managers may do, their role says, such as"
                            + " department_admin.")
    @APIResponseSchema(value = DepartmentView.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(
            responseCode = "404",
            description = "`department_not_found`, or `member_not_found`")
    public DepartmentView setManagers(
            @PathParam("department") String department, @NotNull @Valid DepartmentManagers body) {
        ActingMember by = ActingMember.of(caller);
        return controlPlane.inTransaction(
                handle -> departments.setManagers(handle, by, department, body.members()));
    }
}
