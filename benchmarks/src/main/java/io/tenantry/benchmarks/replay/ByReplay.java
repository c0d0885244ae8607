package io.tenantry.benchmarks.replay;

import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.time.Instant;
import java.util.Set;

/** Tenantry: the tenant's sections of the archive, opened with its key. */
final class ByReplay implements ReplayWay {
    private final Provisioning provisioning;
    private final String serverId;
    private final Backup backup;
    private final Instant until;

    ByReplay(Provisioning provisioning, String serverId, Backup backup, Instant until) {
        this.provisioning = provisioning;
        this.serverId = serverId;
        this.backup = backup;
        this.until = until;
    }

    @Override
    public String name() {
        return "tenantry";
    }

    @Override
    public void replayInto(String target) throws Exception {
        try (AdminConnection admin = provisioning.connections().open(serverId)) {
            provisioning
                    .recovery()
                    .replay(backup, until, admin, new DatabaseName(target), Set.of());
        }
    }
}
