package io.tenantry.backups;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.backups.ScheduleMessages.DrillView;
import io.tenantry.backups.ScheduleMessages.Prune;
import io.tenantry.backups.ScheduleMessages.PruningView;
import io.tenantry.backups.ScheduleMessages.RequestedDrillView;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.drill.DrillKind;
import io.tenantry.provisioning.drill.Drills;
import io.tenantry.provisioning.drill.RequestedDrill;
import io.tenantry.provisioning.schedule.BackupRetention;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.AcceptedOperations;
import io.tenantry.tenants.TenantKeys;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is done with a tenant's backups once they are made: kept or removed, and tried. */
@Path("/api/v1/platform/tenants/{tenantKey}/backups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backups")
class BackupCareResource {
    private static final String PRUNE = "prune_backups";
    private static final int OK = 200;

    private final BackupRetention retention;
    private final Drills drills;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final Caller caller;
    private final AcceptedOperations accepted;

    BackupCareResource(
            BackupRetention retention,
            Drills drills,
            TenantKeys keys,
            Idempotency idempotency,
            Caller caller,
            AcceptedOperations accepted) {
        this.retention = retention;
        this.drills = drills;
        this.keys = keys;
        this.idempotency = idempotency;
        this.caller = caller;
        this.accepted = accepted;
    }

    @POST
    @Path("/prune")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.BACKUP_DELETE)
    @Operation(
            operationId = "pruneBackups",
            summary = "Ask for the removal of backups that the tenant's rules no longer keep",
            description =
                    "Done by itself from time to time; `dryRun` says what would go, and why the"
                            + " others stay. The last good one always stays.")
    @APIResponse(
            responseCode = "200",
            description = "What stays and what goes",
            content = @Content(schema = @Schema(implementation = PruningView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`backups_off` or `idempotency_key_reused`")
    public RestResponse<String> prune(
            @PathParam("tenantKey") String tenantKey,
            @NotNull @Valid Prune body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        TenantId tenant = keys.demand(tenantKey).id();
        boolean dryRun = Boolean.TRUE.equals(body.dryRun());
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                PRUNE,
                                key,
                                Map.of("tenant", tenant.value(), "dryRun", dryRun)),
                        handle ->
                                idempotency.answer(
                                        OK,
                                        null,
                                        PruningView.of(
                                                retention.prune(
                                                        handle, tenant, dryRun, caller.actor()),
                                                dryRun)))
                .toResponse();
    }

    @POST
    @Path("/{backup}/drill")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.BACKUP_VERIFY)
    @Operation(
            operationId = "drillBackup",
            summary = "Ask for a restore drill on a backup",
            description =
                    "It is restored into a scratch database, every row is read back and compared,"
                            + " and the scratch database is dropped. The tenant is not touched."
                            + " A backup that is not whole becomes `damaged`.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedDrillView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `backup_not_found`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`backup_state_conflict`, `tenant_state_conflict`, `backups_off` or"
                            + " `idempotency_key_reused`")
    public RestResponse<String> drill(
            @PathParam("tenantKey") String tenantKey,
            @PathParam("backup") String backup,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        TenantId tenant = keys.demand(tenantKey).id();
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                DrillKind.NAME,
                                key,
                                Map.of("tenant", tenant.value(), "backup", backup)),
                        handle -> accepted(drills.create(handle, tenant, backup, caller.actor())))
                .toResponse();
    }

    private Answer accepted(RequestedDrill requested) {
        return accepted.answer(
                DrillKind.NAME,
                requested.operation(),
                requested.drill().tenant(),
                operation -> new RequestedDrillView(DrillView.of(requested.drill()), operation));
    }
}
