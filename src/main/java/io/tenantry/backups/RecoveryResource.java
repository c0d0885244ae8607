package io.tenantry.backups;

import io.tenantry.access.Roles;
import io.tenantry.backups.RecoveryMessages.LogArchiveView;
import io.tenantry.backups.RecoveryMessages.LogArchivesView;
import io.tenantry.backups.RecoveryMessages.TenantRecoveryView;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.tenants.TenantKeys;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** To which times tenants can be brought back, and how far the servers' logs are archived. */
@Path("/api/v1/platform")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backups")
class RecoveryResource {
    private final Recovery recovery;
    private final TenantKeys keys;
    private final Clock clock;

    RecoveryResource(Recovery recovery, TenantKeys keys, Clock clock) {
        this.recovery = recovery;
        this.keys = keys;
        this.clock = clock;
    }

    @GET
    @Path("/tenants/{tenantKey}/recovery")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(
            operationId = "getTenantRecovery",
            summary = "The times that a tenant can be brought back to")
    @APIResponseSchema(value = TenantRecoveryView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public TenantRecoveryView ofTenant(@PathParam("tenantKey") String tenantKey) {
        return TenantRecoveryView.of(recovery.of(keys.demand(tenantKey).id()));
    }

    @GET
    @Path("/recovery")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(
            operationId = "getLogArchives",
            summary = "How far the servers' binary logs are archived, and what of them is lost")
    public LogArchivesView ofServers() {
        return new LogArchivesView(
                recovery.isOn(),
                recovery.servers().stream()
                        .map(state ->
                                LogArchiveView.of(
                                        state, recovery.gaps(state.serverId()), clock.instant()))
                        .toList());
    }
}
