package io.tenantry.tenants;

import io.tenantry.access.Roles;
import io.tenantry.paging.Page;
import io.tenantry.provisioning.server.DatabaseServers;
import io.tenantry.tenants.TenantAnswers.ServerView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The database servers that tenants lie on. */
@Path("/api/v1/platform/servers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Database servers")
class ServersResource {
    private final DatabaseServers servers;

    ServersResource(DatabaseServers servers) {
        this.servers = servers;
    }

    @GET
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(operationId = "listServers", summary = "Database servers; all on one page")
    public Page<ServerView> list() {
        return new Page<>(servers.list().stream().map(ServerView::of).toList(), null);
    }
}
