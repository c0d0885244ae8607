package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which servers take an admin at the moment. Each is asked once, and given as long as an admin to
 * sign in; for one round of a job.
 */
final class PresentServers {
    private static final Logger LOG = Logger.getLogger(PresentServers.class.getName());

    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final Map<String, Boolean> asked = new HashMap<>();

    PresentServers(ControlPlane controlPlane, AdminConnections connections) {
        this.controlPlane = controlPlane;
        this.connections = connections;
    }

    /** Whether a kept database can be worked on; one that has gone already needs no server. */
    boolean have(@Nullable String database) {
        return controlPlane
                .read(handle ->
                        PlacementRows.find(handle, String.valueOf(database), PlacementRows.KEPT))
                .map(TenantDatabase::serverId)
                .map(server -> asked.computeIfAbsent(server, this::isPresent))
                .orElse(true);
    }

    private boolean isPresent(String serverId) {
        try {
            connections.doorOf(serverId).asAdmin().close();
            return true;
        } catch (ProvisioningException e) {
            LOG.log(Level.FINE, "a server is away", e);
            return false;
        }
    }
}
