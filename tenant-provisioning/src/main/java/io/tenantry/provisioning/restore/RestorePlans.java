package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.tenant.CatchUp;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantRows;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks before a restore begins whether it can end well, and says what it would do. */
public final class RestorePlans {
    private final BackupVault vault;
    private final Recovery recovery;
    private final CatchUp catchUp;

    public RestorePlans(BackupVault vault, Recovery recovery, CatchUp catchUp) {
        this.vault = vault;
        this.recovery = recovery;
        this.catchUp = catchUp;
    }

    RestorePlan plan(Handle handle, TenantId tenant, RestoreWish wish, Instant keptUntil) {
        if (!wish.keep() && !TenantRows.slug(handle, tenant).equals(wish.slug())) {
            throw new ProvisioningException(
                    Reason.CONFIRMATION_MISMATCH,
                    "a restore that does not keep the present database is confirmed by the tenant's slug");
        }
        Backup backup = backup(handle, tenant, wish.backup(), wish.at());
        String server =
                ServerNames.of(handle, SecondPlaces.serverId(handle, tenant, wish.server()));
        String from = String.valueOf(backup.schemaVersion());
        String to =
                PlacementRows.version(handle, PlacementRows.of(handle, tenant).orElseThrow().id());
        catchUp.demandPossible(from, to);
        return new RestorePlan(
                backup, wish.at(), wish.mode(), server, to, !from.equals(to), keptUntil);
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
