package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.routing.mysql.ServerVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server, before anybody is disturbed for a restore, whether it can take what a backup
 * holds.
 */
public final class BackupTargets {
    private final AdminConnections connections;

    public BackupTargets(AdminConnections connections) {
        this.connections = connections;
    }

    /**
     * Refuses a server that cannot take it.
     *
     * @param at the time that the backup is to be brought forward to; null for its own
     * @throws ProvisioningException with {@link Reason#ENGINE_MISMATCH}, or as {@link
     *     AdminConnections#open} does if the server cannot be asked
     */
    public void demandFit(Backup backup, @Nullable Instant at, String serverId) {
        String release = backup.engine();
        if (release == null) {
            return;
        }
        ServerVersion target;
        try (AdminConnection admin = connections.open(serverId)) {
            target = admin.version();
        }
        ServerVersion made = version(release);
        if (made.engine() != target.engine()) {
            throw new ProvisioningException(
                    Reason.ENGINE_MISMATCH,
                    "a backup of %s cannot be restored on %s; name a server of the same engine"
                            .formatted(made, target));
        }
        // Logs are for the same release or a later one.
        if (at != null && target.compareTo(made) < 0) {
            throw new ProvisioningException(
                    Reason.ENGINE_MISMATCH,
                    "the log of %s cannot be replayed on %s, which is older; name a server of the same release or a later one, or the backup itself"
                            .formatted(made, target));
        }
    }

    /** What {@link ServerVersion#release} said. */
    private static ServerVersion version(String release) {
        String number = release.substring(release.indexOf('-') + 1);
        boolean mariaDb = release.startsWith(ServerVersion.Engine.MARIADB.code());
        return ServerVersion.parse(mariaDb ? number + "-mariadb" : number);
    }
}
