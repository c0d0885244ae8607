package io.tenantry.studio;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.problem.ProblemException;
import io.tenantry.problem.TenantRecords;
import io.tenantry.routing.hibernate.AgainAfterDeadlock;
import io.tenantry.routing.http.TenantScoped;
import io.tenantry.studio.DesignMessages.DesignChange;
import io.tenantry.studio.DesignMessages.DesignView;
import io.tenantry.studio.DesignMessages.NewDesign;
import jakarta.transaction.Transactional;
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

/** Designs, in the database of the token's tenant. */
@Path("/api/v1/designs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@AgainAfterDeadlock
@Transactional
@Tag(name = "Designs")
class DesignsResource {
    private static final String PATH = "/api/v1/designs/";
    private static final String CREATE = "create_design";
    private static final int CREATED = 201;

    private final Designs designs;
    private final Idempotency idempotency;
    private final TenantRecords records;
    private final Caller caller;

    DesignsResource(
            Designs designs, Idempotency idempotency, TenantRecords records, Caller caller) {
        this.designs = designs;
        this.idempotency = idempotency;
        this.records = records;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.DESIGN_READ)
    @Operation(operationId = "listDesigns", summary = "Designs, newest first")
    @APIResponseSchema(value = DesignPage.class, responseCode = "200")
    public Page<DesignView> list(@BeanParam PageRequest page) {
        return Page.of(designs.list(page), page, Design::id, DesignView::of);
    }

    @POST
    @PermissionsAllowed(Permissions.DESIGN_CREATE)
    @Operation(operationId = "createDesign", summary = "Make a design")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = DesignView.class)))
    @APIResponse(responseCode = "409", description = "`limit_reached` or `idempotency_key_reused`")
    public RestResponse<String> create(
            @NotNull @Valid NewDesign body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        Optional<IdempotentCall> call = idempotency.call(caller.userId(), CREATE, key, body);
        return idempotency.once(call, records, () -> created(body)).toResponse();
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(Permissions.DESIGN_READ)
    @Operation(operationId = "getDesign", summary = "A design")
    @APIResponseSchema(value = DesignView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`not_found`")
    public DesignView read(@PathParam("id") String id) {
        return DesignView.of(existing(id));
    }

    @PATCH
    @Path("/{id}")
    @PermissionsAllowed(Permissions.DESIGN_UPDATE)
    @Operation(operationId = "changeDesign", summary = "Change a design's title or prompt")
    @APIResponseSchema(value = DesignView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`not_found`")
    @APIResponse(responseCode = "409", description = "`changed_meanwhile`")
    public DesignView change(@PathParam("id") String id, @NotNull @Valid DesignChange body) {
        return DesignView.of(designs.change(existing(id), body));
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(Permissions.DESIGN_DELETE)
    @Operation(operationId = "deleteDesign", summary = "Delete a design")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "404", description = "`not_found`")
    public void delete(@PathParam("id") String id) {
        designs.delete(existing(id));
    }

    private Answer created(NewDesign body) {
        DesignView view = DesignView.of(designs.create(body, caller.userId()));
        return idempotency.answer(CREATED, PATH + view.id(), view);
    }

    private Design existing(String id) {
        return designs.find(id)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.NOT_FOUND, "there is no such design", "Check the id."));
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "DesignPage")
    record DesignPage(List<DesignView> items, @Nullable String nextCursor) {}
}
