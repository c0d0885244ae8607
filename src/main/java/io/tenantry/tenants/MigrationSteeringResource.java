package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.provisioning.migration.MigrationSteering;
import io.tenantry.tenants.MigrationMessages.MigrationView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Migrations that have begun are paused, resumed, tried again and ended. */
@Path("/api/v1/platform/migrations/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Migrations")
class MigrationSteeringResource {
    private static final String UNKNOWN = "`migration_not_found`";
    private static final String CONFLICT = "`migration_state_conflict`";

    private final MigrationSteering steering;
    private final Caller caller;

    MigrationSteeringResource(FleetMigrations migrations, Caller caller) {
        this.steering = migrations.steering();
        this.caller = caller;
    }

    @POST
    @Path("/pause")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.MIGRATION_RUN)
    @Operation(
            operationId = "pauseMigration",
            summary = "Let a migration stand still",
            description = "What is at work on a database at this moment finishes.")
    @APIResponseSchema(value = MigrationView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(responseCode = "409", description = CONFLICT)
    public MigrationView pause(@PathParam("id") String id) {
        return MigrationView.of(steering.pause(MigrationsResource.known(id), caller.actor()));
    }

    @POST
    @Path("/resume")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.MIGRATION_RUN)
    @Operation(
            operationId = "resumeMigration",
            summary = "Set a paused migration going again",
            description =
                    "Its failed targets are tried again. Also for a running one whose operation has"
                            + " failed.")
    @APIResponseSchema(value = MigrationView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(responseCode = "409", description = CONFLICT)
    public MigrationView resume(@PathParam("id") String id) {
        return MigrationView.of(steering.resume(MigrationsResource.known(id), caller.actor()));
    }

    @POST
    @Path("/retry")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.MIGRATION_RUN)
    @Operation(
            operationId = "retryMigration",
            summary = "Try the failed targets of an ended migration again, and only them")
    @APIResponseSchema(value = MigrationView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(responseCode = "409", description = CONFLICT)
    public MigrationView retry(@PathParam("id") String id) {
        return MigrationView.of(steering.retry(MigrationsResource.known(id), caller.actor()));
    }

    @POST
    @Path("/cancel")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.MIGRATION_RUN)
    @Operation(
            operationId = "cancelMigration",
            summary = "End a migration for good",
            description = "What was migrated stays so.")
    @APIResponseSchema(value = MigrationView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(responseCode = "409", description = CONFLICT)
    public MigrationView cancel(@PathParam("id") String id) {
        return MigrationView.of(steering.cancel(MigrationsResource.known(id), caller.actor()));
    }
}
