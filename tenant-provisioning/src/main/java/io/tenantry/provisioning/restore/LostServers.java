package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnections;

/**
 * Servers of which somebody says that they are lost. That they are silent is looked at here, not
 * believed: what a server has that answers is newer than what any restore brings back.
 */
final class LostServers {
    private final AdminConnections connections;

    LostServers(AdminConnections connections) {
        this.connections = connections;
    }

    /**
     * Refuses a server that answers, in whatever way.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_NOT_LOST}
     */
    void demandSilent(String serverId) {
        if (connections.doorOf(serverId).answers()) {
            throw new ProvisioningException(
                    Reason.SERVER_NOT_LOST,
                    "the tenant's server answers, so nothing of the tenant is lost; to lie on another server all the same, restore side by side, or stop the server first");
        }
    }
}
