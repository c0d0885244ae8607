package io.tenantry.provisioning;

import io.tenantry.provisioning.changelog.TenantChangelog;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.server.AdminSettings;
import io.tenantry.provisioning.tenant.LifeSettings;
import io.tenantry.provisioning.tenant.RotationSettings;
import io.tenantry.provisioning.warm.WarmSettings;

/**
 * How provisioning works in this process.
 *
 * @param life how tenants are closed and removed
 * @param rotation how their credentials are rotated
 * @param warm how many databases are kept ready
 * @param changelogRoot the tenant changelog's root file on the class path
 */
public record ProvisioningSettings(
        AdminSettings admin,
        RunnerSettings runner,
        LifeSettings life,
        RotationSettings rotation,
        WarmSettings warm,
        String changelogRoot) {
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
