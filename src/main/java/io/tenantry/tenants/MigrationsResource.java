package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Multi;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.provisioning.migration.Migration;
import io.tenantry.provisioning.migration.MigrationRequest;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.tenants.MigrationMessages.MigrationScope;
import io.tenantry.tenants.MigrationMessages.MigrationView;
import io.tenantry.tenants.MigrationMessages.NewMigration;
import io.tenantry.tenants.MigrationMessages.TargetView;
import io.tenantry.tenants.MigrationPlanMessages.PlanView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
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

/** Migrations: the fleet's databases come to the version that this release carries. */
@Path("/api/v1/platform/migrations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Migrations")
class MigrationsResource {
    private static final String START = "start_migration";
    private static final int ACCEPTED = 202;
    private static final String UNKNOWN = "`migration_not_found`";

    private final FleetMigrations migrations;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final MigrationEvents events;
    private final Caller caller;

    MigrationsResource(
            FleetMigrations migrations,
            TenantKeys keys,
            Idempotency idempotency,
            MigrationEvents events,
            Caller caller) {
        this.migrations = migrations;
        this.keys = keys;
        this.idempotency = idempotency;
        this.events = events;
        this.caller = caller;
    }

    @POST
    @Path("/plan")
    @PermissionsAllowed(Permissions.MIGRATION_READ)
    @Operation(
            operationId = "planMigration",
            summary = "What a migration would do",
            description =
                    "From which versions, with which statements, and which of them may destroy data."
                            + " The first time for a version it is rehearsed on scratch databases,"
                            + " which takes seconds; no tenant's database is touched.")
    @APIResponseSchema(value = PlanView.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`changelog_broken`")
    @APIResponse(responseCode = "503", description = "`server_unreachable`")
    public PlanView plan(@Valid @Nullable MigrationScope body) {
        MigrationScope scope = body == null ? MigrationScope.ALL : body;
        return PlanView.of(migrations.plan(keys.ids(scope.tenants())));
    }

    @POST
    @PermissionsAllowed(Permissions.MIGRATION_RUN)
    @Operation(
            operationId = "startMigration",
            summary = "Migrate the tenants' databases",
            description =
                    "In waves: the canaries, then a growing part of the rest. Follow it at Location,"
                            + " or live at its /events. With nothing to do it has succeeded at once.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = MigrationView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "`validation_failed`, `malformed_body`, `migration_malformed` or `labels_malformed`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(
            responseCode = "409",
            description = "`changelog_broken`, `migration_destructive` or `idempotency_key_reused`")
    @APIResponse(responseCode = "503", description = "`server_unreachable`")
    public RestResponse<String> start(
            @Valid @Nullable NewMigration body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        NewMigration wish = body == null ? NewMigration.USUAL : body;
        Optional<IdempotentCall> call = idempotency.call(caller.userId(), START, key, wish);
        MigrationRequest request = wish.request(keys.ids(wish.tenants()));
        migrations.check(request);
        return idempotency
                .inControlPlane(
                        call, handle -> accepted(migrations.start(handle, request, caller.actor())))
                .toResponse();
    }

    private Answer accepted(Migration migration) {
        return idempotency.answer(
                ACCEPTED,
                "/api/v1/platform/migrations/" + migration.id(),
                MigrationView.of(migration));
    }

    @GET
    @PermissionsAllowed(Permissions.MIGRATION_READ)
    @Operation(operationId = "listMigrations", summary = "Migrations, newest first")
    @APIResponseSchema(value = MigrationPage.class, responseCode = "200")
    public Page<MigrationView> list(@BeanParam PageRequest page) {
        return Page.of(
                migrations.list(page.after(), page.limit() + 1),
                page,
                Migration::id,
                MigrationView::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(Permissions.MIGRATION_READ)
    @Operation(operationId = "getMigration", summary = "A migration, and how far it is")
    @APIResponseSchema(value = MigrationView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public MigrationView read(@PathParam("id") String id) {
        return migrations.find(known(id)).map(MigrationView::of).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("/{id}/targets")
    @PermissionsAllowed(Permissions.MIGRATION_READ)
    @Operation(operationId = "listMigrationTargets", summary = "The tenants of a migration")
    @APIResponse(
            responseCode = "200",
            description = "Targets, in the order of their tenants' ids",
            content = @Content(schema = @Schema(implementation = TargetPage.class)))
    @APIResponse(responseCode = "400", description = "`validation_failed` or `malformed_request`")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public Page<TargetView> targets(
            @PathParam("id") String id,
            @QueryParam("state")
                    @Pattern(regexp = "pending|running|succeeded|skipped|drifted|failed")
                    @Nullable String state,
            @BeanParam PageRequest page) {
        String after = page.after();
        return Page.of(
                migrations.targets(
                        known(id),
                        MigrationMessages.state(state),
                        after == null ? null : new TenantId(after),
                        page.limit() + 1),
                page,
                target -> target.tenant().value(),
                TargetView::of);
    }

    /** The shape of the answer: OpenAPI does not see through {@link Page}. */
    @Schema(name = "MigrationTargetPage")
    record TargetPage(List<TargetView> items, @Nullable String nextCursor) {}

    @GET
    @Path("/{id}/events")
    @PermissionsAllowed(Permissions.MIGRATION_READ)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followMigration",
            summary = "A migration's progress, live",
            description =
                    "Server-sent events `migration`, each the whole migration as getMigration shows"
                            + " it, whenever something has changed. The stream ends when the"
                            + " migration does, or pauses.")
    @APIResponse(
            responseCode = "200",
            description = "A stream of events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "204",
            description = "Last-Event-ID is the last there is: do not connect again")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId) {
        if (events.isOver(known(id), lastEventId)) {
            throw new WebApplicationException(Response.Status.NO_CONTENT);
        }
        return events.follow(id);
    }

    /**
     * A migration's id, if it can be one.
     *
     * @throws ProvisioningException with {@link Reason#MIGRATION_UNKNOWN}
     */
    static String known(String id) {
        if (!Ulid.isValid(id)) {
            throw unknown(id);
        }
        return id;
    }

    private static ProvisioningException unknown(String id) {
        return new ProvisioningException(Reason.MIGRATION_UNKNOWN, "no migration has the id " + id);
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "MigrationPage")
    record MigrationPage(List<MigrationView> items, @Nullable String nextCursor) {}
}
