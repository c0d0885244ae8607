package io.tenantry.provisioning;

import io.tenantry.provisioning.binlog.ArchiverSettings;
import io.tenantry.provisioning.changelog.TenantChangelog;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.restore.RestoreSettings;
import io.tenantry.provisioning.schedule.ScheduleSettings;
import io.tenantry.provisioning.server.AdminSettings;
import io.tenantry.provisioning.store.ObjectStore;
import io.tenantry.provisioning.tenant.LifeSettings;
import io.tenantry.provisioning.tenant.RotationSettings;
import io.tenantry.provisioning.warm.WarmSettings;
import org.jspecify.annotations.Nullable;

/**
 * How provisioning works in this process.
 *
 * @param life how tenants are closed and removed
 * @param rotation how their credentials are rotated
 * @param warm how many databases are kept ready
 * @param changelogRoot the tenant changelog's root file on the class path
 * @param backups where backups are kept; null for nowhere
 * @param archiving how the servers' binary logs are archived there
 * @param schedule how much scheduled backups and drills may load the fleet
 * @param restores how a tenant's past is brought back
 */
public record ProvisioningSettings(
        AdminSettings admin,
        RunnerSettings runner,
        LifeSettings life,
        RotationSettings rotation,
        WarmSettings warm,
        String changelogRoot,
        @Nullable ObjectStore backups,
        ArchiverSettings archiving,
        ScheduleSettings schedule,
        RestoreSettings restores) {
    /** Settings that archive logs and make backups as most do. */
    public ProvisioningSettings(
            AdminSettings admin,
            RunnerSettings runner,
            LifeSettings life,
            RotationSettings rotation,
            WarmSettings warm,
            String changelogRoot,
            @Nullable ObjectStore backups) {
        this(
                admin,
                runner,
                life,
                rotation,
                warm,
                changelogRoot,
                backups,
                ArchiverSettings.defaults(runner.replica()),
                ScheduleSettings.DEFAULTS,
                RestoreSettings.DEFAULTS);
    }

    /** Settings without a store of backups. */
    public ProvisioningSettings(
            AdminSettings admin,
            RunnerSettings runner,
            LifeSettings life,
            RotationSettings rotation,
            WarmSettings warm,
            String changelogRoot) {
        this(admin, runner, life, rotation, warm, changelogRoot, null);
    }

    /**
     * The settings that fit most.
     *
     * @param replica this process among its peers; see {@link RunnerSettings#replica}
     */
    public static ProvisioningSettings defaults(String replica) {
        return new ProvisioningSettings(
                AdminSettings.defaults(),
                RunnerSettings.defaults(replica),
                LifeSettings.DEFAULTS,
                RotationSettings.DEFAULTS,
                WarmSettings.DEFAULTS,
                TenantChangelog.DEFAULT_ROOT);
    }
}
