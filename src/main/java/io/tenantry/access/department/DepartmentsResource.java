package io.tenantry.access.department;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.department.DepartmentMessages.DepartmentChange;
import io.tenantry.access.department.DepartmentMessages.DepartmentView;
import io.tenantry.access.department.DepartmentMessages.NewDepartment;
import io.tenantry.access.user.ActingMember;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Departments of the token's tenant. */
@Path("/api/v1/departments")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Departments")
class DepartmentsResource {
    private static final String PATH = "/api/v1/departments/";
    private static final String CREATE = "create_department";
    private static final int CREATED = 201;
    private static final String FORBIDDEN = "`permission_denied` or `beyond_own_permissions`";

    private final Departments departments;
    private final Dissolving dissolving;
    private final ControlPlane controlPlane;
    private final Idempotency idempotency;
    private final Caller caller;

    DepartmentsResource(
            Departments departments,
            Dissolving dissolving,
            ControlPlane controlPlane,
            Idempotency idempotency,
            Caller caller) {
        this.departments = departments;
        this.dissolving = dissolving;
        this.controlPlane = controlPlane;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.DEPARTMENT_READ)
    @Operation(
            operationId = "listDepartments",
            summary = "Departments, the older ones first",
            description = "Each names its parent: together they are the tree.")
    @APIResponseSchema(value = DepartmentPage.class, responseCode = "200")
    public Page<DepartmentView> list(@BeanParam PageRequest page) {
        ActingMember by = ActingMember.of(caller);
        List<DepartmentView> read = controlPlane.read(handle -> departments.list(handle, by, page));
        return Page.of(read, page, DepartmentView::id, Function.identity());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.DEPARTMENT_MANAGE)
    @Operation(
            operationId = "createDepartment",
            summary = "Make a department",
            description = "With permissions for a department only, it lies in that or below it.")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = DepartmentView.class)))
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(
            responseCode = "404",
            description = "`department_not_found` (the parent), `member_not_found` (a manager)")
    @APIResponse(
            responseCode = "409",
            description =
                    "`department_name_taken`, `department_too_deep`, `limit_reached` or"
                            + " `idempotency_key_reused`")
    public RestResponse<String> create(
            @NotNull @Valid NewDepartment body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        ActingMember by = ActingMember.of(caller);
        Optional<IdempotentCall> call = idempotency.call(by.userId(), CREATE, key, body);
        return idempotency
                .inControlPlane(call, handle -> created(departments.create(handle, by, body)))
                .toResponse();
    }

    @GET
    @Path("/{department}")
    @PermissionsAllowed(Permissions.DEPARTMENT_READ)
    @Operation(operationId = "getDepartment", summary = "A department")
    @APIResponseSchema(value = DepartmentView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`department_not_found`")
    public DepartmentView read(@PathParam("department") String department) {
        ActingMember by = ActingMember.of(caller);
        return controlPlane.read(handle -> departments.read(handle, by, department));
    }

    @PATCH
    @Path("/{department}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.DEPARTMENT_MANAGE)
    @Operation(
            operationId = "changeDepartment",
            summary = "Rename a department, or move it with those below it",
            description =
                    "Nobody needs another token after a move: how far permissions reach is"
                            + " looked up each time.")
    @APIResponseSchema(value = DepartmentView.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "404", description = "`department_not_found`, of either")
    @APIResponse(
            responseCode = "409",
            description = "`department_cycle`, `department_too_deep` or `department_name_taken`")
    public DepartmentView change(
            @PathParam("department") String department, @NotNull @Valid DepartmentChange body) {
        ActingMember by = ActingMember.of(caller);
        return controlPlane.inTransaction(
                handle -> departments.change(handle, by, department, body));
    }

    @DELETE
    @Path("/{department}")
    @PermissionsAllowed(Permissions.DEPARTMENT_MANAGE)
    @Operation(operationId = "deleteDepartment", summary = "Delete a department")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    @APIResponse(responseCode = "404", description = "`department_not_found`, of either")
    @APIResponse(
            responseCode = "409",
            description =
                    "`department_not_empty`, `department_cycle`, `department_too_deep` or"
                            + " `department_name_taken`")
    public void delete(
            @PathParam("department") String department,
            @QueryParam("reassign")
                    @Schema(
                            description =
                                    "Where its members and the departments below it go; without"
                                            + " it the department has to be empty")
                    @Nullable String reassign) {
        ActingMember by = ActingMember.of(caller);
        controlPlane.useTransaction(handle -> dissolving.delete(handle, by, department, reassign));
    }

    private Answer created(DepartmentView view) {
        return idempotency.answer(CREATED, PATH + view.id(), view);
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "DepartmentPage")
    record DepartmentPage(List<DepartmentView> items, @Nullable String nextCursor) {}
}
