package io.tenantry.tenants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tenantry.provisioning.server.AdminSettings;
import java.time.Duration;
import java.util.Optional;

/** How this replica takes part in provisioning. */
@ConfigMapping(prefix = "tenantry.provisioning")
public interface ProvisioningConfig {
    /**
     * This replica among its peers, 1 to 60 characters; the host name and process id by default.
     */
    Optional<String> replica();

    /** Operations that run at once on this replica; 1 and up. */
    @WithDefault("4")
    int parallelism();

    /**
     * How long a claimed operation stays claimed unless renewed; another replica then takes over.
     * Longer than any pause of a live process: one that loses its claims does no harm, but its work
     * begins again elsewhere.
     */
    @WithDefault("8S")
    Duration lease();

    /** How often claims are renewed; several times within the lease. */
    @WithDefault("1S")
    Duration heartbeat();

    /** How often operations are looked for that nobody runs. */
    @WithDefault("1S")
    Duration sweep();

    /** How long work that runs when a tenant is closed may go on; zero or more. */
    @WithDefault("10S")
    Duration grace();

    /**
     * How long replicas may take to hear of a changed route: more than {@code
     * tenantry.routing.directory.poll}; zero or more.
     */
    @WithDefault("5S")
    Duration hearing();

    /** How long a deleted tenant can be undeleted; zero or more. */
    @WithDefault("30D")
    Duration retention();

    /** Databases kept ready on each server that takes tenants; 0 for none. */
    @WithDefault("5")
    int warmDatabases();

    /** Databases kept ready on one server at most, when many tenants are asked for. */
    @WithDefault("50")
    int mostWarmDatabases();

    /**
     * Where backups are kept: a folder on a disk that is not the databases', or {@code
     * s3://BUCKET/PREFIX}; nowhere by default. See {@link BackupStoreConfig}.
     */
    Optional<String> backups();

    /**
     * How old a segment of a server's binary log may become before it is archived: what can be lost
     * with a server. 100 ms to 1 hour.
     */
    @WithDefault("10S")
    Duration segmentAge();

    /**
     * How much a segment may hold, and each server's archiver keep in memory; 65536 to 268435456
     * bytes.
     */
    @WithDefault("16777216")
    int segmentBytes();

    /** How long a database that a restore replaced is kept, to be undone; zero or more. */
    @WithDefault("7D")
    Duration keptDatabases();

    /** How long a peek at a backup is open if nobody says; above zero. */
    @WithDefault("4H")
    Duration peeks();

    /** Encryption of admin connections to database servers. */
    @WithDefault("PREFERRED")
    AdminSettings.Tls adminTls();
}
