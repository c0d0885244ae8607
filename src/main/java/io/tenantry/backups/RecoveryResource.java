package io.tenantry.backups;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.backups.RecoveryMessages.LogArchiveView;
import io.tenantry.backups.RecoveryMessages.LogArchivesView;
import io.tenantry.provisioning.binlog.Recovery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far the servers' logs are archived. */
@Path("/api/v1/platform/recovery")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backups")
class RecoveryResource {
    private final Recovery recovery;
    private final Clock clock;

    RecoveryResource(Recovery recovery, Clock clock) {
        this.recovery = recovery;
        this.clock = clock;
    }

    @GET
    @PermissionsAllowed(Permissions.BACKUP_READ)
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
