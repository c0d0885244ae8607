package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.user.FirstAdministrator;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.TenantCreation;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.TenantAnswers.RequestedView;
import io.tenantry.tenants.TenantAnswers.TenantView;
import io.tenantry.tenants.TenantRequests.NewTenant;
import io.tenantry.tenants.TenantRequests.TenantChanges;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tenants, for whoever runs the platform. */
@Path("/api/v1/platform/tenants")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class TenantsResource {
    private static final String CREATE = "create_tenant";

    private final Tenants tenants;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final FirstAdministrator firstAdministrator;
    private final Caller caller;
    private final AcceptedOperations accepted;

    TenantsResource(
            Tenants tenants,
            TenantKeys keys,
            Idempotency idempotency,
            FirstAdministrator firstAdministrator,
            Caller caller,
            AcceptedOperations accepted) {
        this.tenants = tenants;
        this.keys = keys;
        this.idempotency = idempotency;
        this.firstAdministrator = firstAdministrator;
        this.caller = caller;
        this.accepted = accepted;
    }

    @GET
    @PermissionsAllowed(Permissions.TENANT_READ)
    @Operation(
            operationId = "listTenants",
            summary = "Tenants, oldest first",
            description = "All filters may be combined.")
    @APIResponseSchema(value = TenantPage.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed` or `malformed_request`")
    public Page<TenantView> list(@Valid @BeanParam TenantQuery query, @BeanParam PageRequest page) {
        String after = page.after();
        return Page.of(
                tenants.list(
                        query.filter(),
                        after == null ? null : new TenantId(after),
                        page.limit() + 1),
                page,
                tenant -> tenant.id().value(),
                TenantView::of);
    }

    @GET
    @Path("/{tenantKey}")
    @PermissionsAllowed(Permissions.TENANT_READ)
    @Operation(operationId = "getTenant", summary = "A tenant, by id or slug")
    @APIResponseSchema(value = TenantView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public TenantView read(@PathParam("tenantKey") String key) {
        return TenantView.of(keys.demand(key));
    }

    @POST
    @PermissionsAllowed(Permissions.TENANT_CREATE)
    @Operation(
            operationId = "createTenant",
            summary = "Ask for a tenant",
            description =
                    "Its database is made by an operation: follow it at Location, or live at its"
                            + " /events. The tenant is open for work when the operation has"
                            + " succeeded.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "`validation_failed`, `slug_malformed`, `slug_reserved`, `labels_malformed`,"
                            + " `password_refused`, …")
    @APIResponse(
            responseCode = "409",
            description = "`slug_taken`, `no_server_available` or `idempotency_key_reused`")
    public RestResponse<String> create(
            @NotNull @Valid NewTenant body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        Optional<IdempotentCall> call = idempotency.call(caller.userId(), CREATE, key, body);
        CreateTenant wish =
                new CreateTenant(
                        body.slug(),
                        body.name(),
                        body.plan(),
                        body.server(),
                        body.labels() == null ? Map.of() : body.labels(),
                        firstAdministrator.wish(
                                body.admin().email(),
                                body.admin().name(),
                                body.admin().password(),
                                body.name(),
                                body.slug()));
        return idempotency
                .inControlPlane(
                        call, handle -> accepted(tenants.create(handle, wish, caller.actor())))
                .toResponse();
    }

    @PATCH
    @Path("/{tenantKey}")
    @PermissionsAllowed(Permissions.TENANT_UPDATE)
    @Operation(operationId = "updateTenant", summary = "Change a tenant's name, plan or tags")
    @APIResponseSchema(value = TenantView.class, responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description = "`name_malformed`, `plan_malformed` or `labels_malformed`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public TenantView update(
            @PathParam("tenantKey") String key, @NotNull @Valid TenantChanges changes) {
        return TenantView.of(
                tenants.update(keys.demand(key).id(), changes.change(), caller.actor()));
    }

    private Answer accepted(RequestedTenant requested) {
        return accepted.answer(TenantCreation.NAME, requested);
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "TenantPage")
    record TenantPage(List<TenantView> items, @Nullable String nextCursor) {}
}
