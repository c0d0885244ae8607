package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.problem.Answer;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.provisioning.migration.Migration;
import io.tenantry.provisioning.migration.MigrationRequest;
import io.tenantry.provisioning.migration.MigrationRollbacks;
import io.tenantry.tenants.MigrationMessages.MigrationView;
import io.tenantry.tenants.MigrationMessages.NewMigration;
import io.tenantry.tenants.MigrationPlanMessages.PlanView;
import io.tenantry.tenants.SchemaConfig.WhenOutdated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Migrations are taken back: their databases go to the version that each came from. */
@Path("/api/v1/platform/migrations/{id}/rollback")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Migrations")
class MigrationRollbackResource {
    private static final String CALL = "roll_back_migration";
    private static final int ACCEPTED = 202;

    private final MigrationRollbacks rollbacks;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final SchemaConfig schema;
    private final Caller caller;

    MigrationRollbackResource(
            FleetMigrations migrations,
            TenantKeys keys,
            Idempotency idempotency,
            SchemaConfig schema,
            Caller caller) {
        this.rollbacks = migrations.rollbacks();
        this.keys = keys;
        this.idempotency = idempotency;
        this.schema = schema;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.MIGRATION_READ)
    @Operation(
            operationId = "planMigrationRollback",
            summary = "What taking a migration back would do",
            description =
                    "To which versions, with which statements, and which of them may destroy data."
                            + " The first time for a version it is rehearsed on scratch databases,"
                            + " which takes seconds; no tenant's database is touched.")
    @APIResponseSchema(value = PlanView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`migration_not_found` or `tenant_not_found`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`migration_state_conflict`, `rollback_impossible` or"
                            + " `rollback_of_another_release`")
    @APIResponse(responseCode = "503", description = "`server_unreachable`")
    public PlanView plan(
            @PathParam("id") String id,
            @Parameter(description = "Ids or slugs; left out, all of the migration")
                    @QueryParam("tenant")
                    List<String> tenants) {
        return PlanView.of(rollbacks.plan(MigrationsResource.known(id), keys.ids(tenants)));
    }

    @POST
    @PermissionsAllowed(Permissions.MIGRATION_RUN)
    @Operation(
            operationId = "rollBackMigration",
            summary = "Take a migration back",
            description =
                    "Makes another migration: the databases that this one brought to its version, and"
                            + " that still have it, go back to where each came from, by the rollbacks"
                            + " of the changesets between. It is steered and followed as any"
                            + " migration. The migration must have ended, and the release that is"
                            + " asked must carry its version.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = MigrationView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "`validation_failed`, `malformed_body`, `migration_malformed` or `labels_malformed`")
    @APIResponse(responseCode = "404", description = "`migration_not_found` or `tenant_not_found`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`migration_state_conflict`, `rollback_impossible`,"
                            + " `rollback_of_another_release`, `rollback_would_not_last`,"
                            + " `migration_destructive` or `idempotency_key_reused`")
    @APIResponse(responseCode = "503", description = "`server_unreachable`")
    public RestResponse<String> start(
            @PathParam("id") String id,
            @NotNull @Valid NewMigration body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        demandThatItLasts();
        String migration = MigrationsResource.known(id);
        Optional<IdempotentCall> call =
                idempotency.call(
                        caller.userId(), CALL, key, Map.of("migration", migration, "body", body));
        MigrationRequest request = body.request(keys.ids(body.tenants()));
        rollbacks.check(migration, request);
        return idempotency
                .inControlPlane(
                        call,
                        handle ->
                                accepted(
                                        rollbacks.start(
                                                handle, migration, request, caller.actor())))
                .toResponse();
    }

    private void demandThatItLasts() {
        if (schema.whenOutdated() == WhenOutdated.MIGRATE) {
            throw new ProblemException(
                    ErrorCode.ROLLBACK_WOULD_NOT_LAST,
                    "With tenantry.schema.when-outdated=migrate the next request of each tenant would"
                            + " have its database migrated again.",
                    "Set it to refuse or serve on every replica of this release first.");
        }
    }

    private Answer accepted(Migration migration) {
        return idempotency.answer(
                ACCEPTED,
                "/api/v1/platform/migrations/" + migration.id(),
                MigrationView.of(migration));
    }
}
