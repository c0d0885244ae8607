package io.tenantry.tenants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much backups and drills that nobody waits for may load the fleet. */
@ConfigMapping(prefix = "tenantry.backups")
public interface BackupScheduleConfig {
    /** Scheduled backups that run at once, on all replicas together; 1 and up. */
    @WithDefault("2")
    int atOnce();

    /** Of them on one database server; 1 and up. */
    @WithDefault("1")
    int perServer();

    /** From one restore drill to the next; zero for none but those asked for. */
    @WithDefault("1D")
    Duration drillEvery();
}
