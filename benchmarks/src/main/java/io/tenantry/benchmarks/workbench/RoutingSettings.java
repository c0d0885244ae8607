package io.tenantry.benchmarks.workbench;

import io.tenantry.routing.directory.DirectorySettings;
import io.tenantry.routing.pool.PoolSettings;
import java.time.Duration;
import java.util.Map;

/** Routing's own defaults, but for what a benchmark has to choose. */
public final class RoutingSettings {

    /**
     * Nobody polls in a benchmark, and no route changes meanwhile, so routes are trusted for long.
     */
    public static final DirectorySettings DIRECTORY =
            new DirectorySettings(
                    DirectorySettings.DEFAULTS.poll(),
                    DirectorySettings.DEFAULTS.overlap(),
                    Duration.ofDays(1),
                    DirectorySettings.DEFAULTS.unknownFor());

    /** The servers of a benchmark have no certificates and listen on the loopback only. */
    public static final Map<String, String> DRIVER =
            Map.of("sslMode", "DISABLED", "allowPublicKeyRetrieval", "true");

    /** As long as a stalled thread of a busy machine may hold a connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private RoutingSettings() {}

    /** A pool of some size. */
    public static PoolSettings pool(int connections) {
        PoolSettings defaults = PoolSettings.DEFAULTS;
        return new PoolSettings(
                connections,
                defaults.tenantShare(),
                defaults.maxWaiting(),
                defaults.maxWaitingPerTenant(),
                defaults.patience().acquiring(PATIENCE),
                defaults.resetAlways(),
                DRIVER);
    }
}
