package io.tenantry.backups;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.backups.RecoveryMessages.TenantRecoveryView;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.tenants.TenantKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** To which times a tenant can be brought back. */
@Path("/api/v1/platform/tenants/{tenantKey}/recovery")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backups")
class TenantRecoveryResource {
    private final Recovery recovery;
    private final TenantKeys keys;

    TenantRecoveryResource(Recovery recovery, TenantKeys keys) {
        this.recovery = recovery;
        this.keys = keys;
    }

    @GET
    @PermissionsAllowed(Permissions.BACKUP_READ)
    @Operation(
            operationId = "getTenantRecovery",
            summary = "The times that a tenant can be brought back to")
    @APIResponseSchema(value = TenantRecoveryView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public TenantRecoveryView ofTenant(@PathParam("tenantKey") String tenantKey) {
        return TenantRecoveryView.of(recovery.of(keys.demand(tenantKey).id()));
    }
}
