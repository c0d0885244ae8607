package io.tenantry.provisioning.export;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.journal.RetryPolicy;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.store.FolderStore;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A replica in a process of its own with little memory, which makes exports until it is killed. */
final class ExportingProcess {
    private ExportingProcess() {}

    static Process start(TestFleet fleet, String name, String heap) throws IOException {
        MysqlDataSource controlPlane = (MysqlDataSource) fleet.dataSource();
        ProcessBuilder builder =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportingProcess.class.getName(),
                        name,
                        fleet.backupFolder().toString());
        builder.environment().put("REPLICA_URL", controlPlane.getUrl());
        builder.environment().put("REPLICA_USER", fleet.stack().controlPlane().user());
        builder.environment().put("REPLICA_PASSWORD", fleet.stack().controlPlane().password());
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
        ControlPlane controlPlane = new ControlPlane(dataSource, Clock.systemUTC());
        SecretBox secrets = new SecretBox(MasterKey.fromBase64(TestFleet.MASTER_KEY));
        BackupVault vault =
                new BackupVault(controlPlane, secrets, new FolderStore(Path.of(arguments[1])));
        OperationRunner runner =
                new OperationRunner(
                        controlPlane,
                        new AdminConnections(controlPlane, secrets, TestFleet.adminSettings()),
                        ExportKinds.of(controlPlane, new ExportStore(vault)).all(),
                        settings(arguments[0]));
        runner.start();
        Thread.currentThread().join();
    }

    /** Short leases, so that the next replica need not wait long for a dead one's work. */
    private static RunnerSettings settings(String name) {
        RetryPolicy once = new RetryPolicy(1, Duration.ofMillis(100), Duration.ofSeconds(1));
        return new RunnerSettings(
                name,
                1,
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                once,
                once);
    }
}
