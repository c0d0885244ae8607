package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.server.AdminConnections;
import java.time.Duration;

/**
 * Servers of which somebody says that they are lost. That they are silent is looked at here, not
 * believed: what a server has that answers is newer than what any restore brings back.
 */
final class LostServers {
    /** Who archives its log looks at a server every ten seconds, unless told otherwise. */
    private static final Duration LATELY = Duration.ofSeconds(30);

    private final AdminConnections connections;
    private final Recovery recovery;

    LostServers(AdminConnections connections, Recovery recovery) {
        this.connections = connections;
        this.recovery = recovery;
    }

    /**
     * Refuses a server that answers, in whatever way, or that another replica has seen lately: it
     * may be us who are cut off.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_NOT_LOST}
     */
    void demandSilent(String serverId) {
        recovery.sinceSeen(serverId)
                .filter(ago -> ago.compareTo(LATELY) < 0)
                .ifPresent(ago -> {
                    throw notLost(
                            "the replica that archives the log of the tenant's server has seen it %d s ago, so nothing of the tenant is lost; if it has gone since, ask again in half a minute"
                                    .formatted(Math.max(0, ago.toSeconds())));
                });
        switch (connections.doorOf(serverId).knock()) {
            case SILENT -> {}
            case ANSWERED ->
                    throw notLost(
                            "the tenant's server answers, so nothing of the tenant is lost; to lie on another server all the same, restore side by side, or stop the server first");
            case NO_SUCH_HOST ->
                    throw notLost(
                            "the host name of the tenant's server is not known here, which does not say that the server is lost; ask where the name is known, or, if it went with the server, let it lead to an address where nobody answers (in the hosts file)");
        }
    }

    private static ProvisioningException notLost(String why) {
        return new ProvisioningException(Reason.SERVER_NOT_LOST, why);
    }
}
