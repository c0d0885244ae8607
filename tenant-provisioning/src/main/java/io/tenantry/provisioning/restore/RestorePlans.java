package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupTargets;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.server.ServerChoice;
import io.tenantry.provisioning.server.ServerWish;
import io.tenantry.provisioning.tenant.CatchUp;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantRows;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks before a restore begins whether it can end well, and says what it would do. */
public final class RestorePlans {
    private final BackupVault vault;
    private final Recovery recovery;
    private final CatchUp catchUp;
    private final BackupTargets targets;
    private final LostServers lostServers;

    public RestorePlans(
            BackupVault vault,
            Recovery recovery,
            CatchUp catchUp,
            BackupTargets targets,
            AdminConnections connections) {
        this.vault = vault;
        this.recovery = recovery;
        this.catchUp = catchUp;
        this.targets = targets;
        this.lostServers = new LostServers(connections, recovery);
    }

    RestorePlan plan(Handle handle, TenantId tenant, RestoreWish wish, Instant keptUntil) {
        if (!wish.keep() && !TenantRows.slug(handle, tenant).equals(wish.slug())) {
            throw new ProvisioningException(
                    Reason.CONFIRMATION_MISMATCH,
                    "a restore that does not keep the present database is confirmed by the tenant's slug");
        }
        RestoreWish whole = whole(handle, tenant, wish);
        Instant at = whole.at();
        Backup backup = backup(handle, tenant, whole.backup(), at);
        String server = SecondPlaces.serverId(handle, tenant, wish.server());
        String from = String.valueOf(backup.schemaVersion());
        String to =
                PlacementRows.version(handle, PlacementRows.of(handle, tenant).orElseThrow().id());
        catchUp.demandPossible(from, to);
        targets.demandFit(backup, at, server);
        return new RestorePlan(
                backup,
                at,
                at == null ? Objects.requireNonNull(backup.takenAt(), "ready") : at,
                recovery.last(handle, tenant).reached(),
                wish.mode(),
                ServerNames.of(handle, server),
                to,
                !from.equals(to),
                keptUntil);
    }

    /**
     * What is wished for where a tenant's server is lost: as much as there is, unless the wish says
     * what. Nothing more will be archived, so nothing is waited for.
     */
    private RestoreWish whole(Handle handle, TenantId tenant, RestoreWish wish) {
        if (wish.mode() != RestoreMode.LOST_SERVER) {
            return wish;
        }
        vault.demandOn();
        if (wish.server() == null) {
            throw new ProvisioningException(
                    Reason.NO_SERVER_AVAILABLE,
                    "the tenant's server is lost: name the server that the restored database is to lie on");
        }
        lostServers.demandSilent(PlacementRows.of(handle, tenant).orElseThrow().serverId());
        Instant at = wish.at();
        if (at == null) {
            return wish.backup() == null ? wish.upTo(recovery.last(handle, tenant)) : wish;
        }
        if (!recovery.isArchived(backup(handle, tenant, null, at), at)) {
            throw new ProvisioningException(
                    Reason.RECOVERY_BEHIND,
                    "the server is lost, and its log is archived up to %s only: ask for that, or for an earlier moment"
                            .formatted(recovery.last(handle, tenant).reached()));
        }
        return wish;
    }

    /** Refuses a server that a new tenant with the backup cannot lie on. */
    void demandPlaceForNew(
            Handle handle,
            TenantId tenant,
            String backup,
            @Nullable Instant at,
            @Nullable String server) {
        targets.demandFit(
                backup(handle, tenant, backup, null),
                at,
                ServerChoice.make(handle, new ServerWish(server, Labels.NONE)));
    }

    /** The backup to begin with; nobody removes it before the transaction ends. */
    Backup backup(Handle handle, TenantId tenant, @Nullable String id, @Nullable Instant at) {
        vault.demandOn();
        if (id != null && at == null) {
            return Backups.demandReady(handle, tenant, id);
        }
        if (at == null) {
            throw new ProvisioningException(
                    Reason.BACKUP_UNKNOWN, "neither a backup nor a moment is named");
        }
        return recovery.choose(handle, tenant, at).backup();
    }
}
