package io.tenantry.provisioning.tenant;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.changelog.TenantChangelog;
import io.tenantry.provisioning.journal.RetryPolicy;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.store.FolderStore;
import io.tenantry.provisioning.warm.WarmSettings;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A replica in a process of its own, which runs operations until somebody kills it. */
public final class ReplicaProcess {
    private ReplicaProcess() {}

    /** Starts one on a fleet's control plane. */
    static Process start(TestFleet fleet, String name) throws IOException {
        return start(fleet, name, TenantChangelog.DEFAULT_ROOT);
    }

    /** Starts one that carries another changelog. */
    public static Process start(TestFleet fleet, String name, String changelogRoot)
            throws IOException {
        MysqlDataSource controlPlane = (MysqlDataSource) fleet.dataSource();
        ProcessBuilder builder =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplicaProcess.class.getName(),
                        name,
                        changelogRoot);
        builder.environment().put("REPLICA_URL", controlPlane.getUrl());
        builder.environment().put("REPLICA_USER", fleet.stack().controlPlane().user());
        builder.environment().put("REPLICA_PASSWORD", fleet.stack().controlPlane().password());
        builder.environment().put("REPLICA_KEY", TestFleet.MASTER_KEY);
        builder.environment().put("REPLICA_BACKUPS", fleet.backupFolder().toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        MysqlDataSource dataSource = new MysqlDataSource();
        dataSource.setUrl(System.getenv("REPLICA_URL"));
        dataSource.setUser(System.getenv("REPLICA_USER"));
        dataSource.setPassword(System.getenv("REPLICA_PASSWORD"));
        dataSource.setSslMode("DISABLED");
        dataSource.setAllowPublicKeyRetrieval(true);
        Provisioning provisioning =
                Provisioning.assemble(
                        dataSource,
                        new SecretBox(MasterKey.fromBase64(System.getenv("REPLICA_KEY"))),
                        Clock.systemUTC(),
                        RouteAnnouncer.SILENT,
                        ContributedSteps.NONE,
                        new ProvisioningSettings(
                                TestFleet.adminSettings(),
                                settings(arguments[0]),
                                LifeSettings.DEFAULTS,
                                RotationSettings.DEFAULTS,
                                WarmSettings.DEFAULTS,
                                arguments[1],
                                new FolderStore(Path.of(System.getenv("REPLICA_BACKUPS")))));
        provisioning.runner().start();
        Thread.currentThread().join();
    }

    /** Short leases, so that the next replica need not wait long for a dead one's work. */
    private static RunnerSettings settings(String name) {
        RetryPolicy often = new RetryPolicy(20, Duration.ofMillis(100), Duration.ofSeconds(1));
        return new RunnerSettings(
                name,
                4,
                Duration.ofSeconds(1),
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                often,
                often);
    }
}
