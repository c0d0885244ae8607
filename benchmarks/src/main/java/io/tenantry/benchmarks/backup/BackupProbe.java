package io.tenantry.benchmarks.backup;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.tenantry.benchmarks.workbench.MasterKeys;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.AdminSettings;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.ServerDoor;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.provisioning.snapshot.Archive;
import io.tenantry.provisioning.snapshot.DatabaseCopy;
import io.tenantry.provisioning.snapshot.Snapshot;
import io.tenantry.provisioning.store.FolderStore;
import io.tenantry.provisioning.store.SealedStore;
import io.tenantry.routing.secret.SecretBox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A JVM that dumps and restores as it is told, one line a command, and answers with one line. */
final class BackupProbe {

    private static final String PLACE = "bench/backup";
    private static final String NO_VERSION = "0".repeat(64);

    private final ServerDoor door;
    private final SealedStore store;

    private BackupProbe(ServerDoor door, SealedStore store) {
        this.door = door;
        this.store = store;
    }

    /** What {@link #main} wants in its environment. */
    static Map<String, String> environment(DatabaseServer server) {
        return Map.of(
                "PROBE_HOST", server.host(),
                "PROBE_PORT", Integer.toString(server.port()),
                "PROBE_USER", server.adminUser(),
                "PROBE_PASSWORD", server.adminPassword());
    }

    /**
     * Waits for commands.
     *
     * @param arguments the folder for backups
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        SecretBox secrets = new SecretBox(MasterKeys.random());
        // Of the control plane nothing is asked.
        ControlPlane none = new ControlPlane(new MysqlDataSource(), Clock.systemUTC());
        AdminSettings settings =
                new AdminSettings(
                        Duration.ofSeconds(5), Duration.ofMinutes(10), AdminSettings.Tls.DISABLED);
        try (AdminConnections connections = new AdminConnections(none, secrets, settings)) {
            new BackupProbe(
                            connections.doorOf(
                                    new ServerRegistration(
                                            "db",
                                            environment("PROBE_HOST"),
                                            Integer.parseInt(environment("PROBE_PORT")),
                                            environment("PROBE_USER"),
                                            environment("PROBE_PASSWORD"))),
                            new SealedStore(
                                    new FolderStore(Path.of(arguments[0])),
                                    MasterKeys.randomBytes()))
                    .serve();
        }
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    private void serve() throws IOException, SQLException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] command = line.split(" ", 2);
            System.out.println(
                    switch (command[0]) {
                        case "dump" -> dump();
                        case "restore" -> restore(new DatabaseName(command[1]));
                        case "verify" -> Archive.open(store, PLACE).verify().rows();
                        case "peak" -> peakHeap();
                        default -> throw new IllegalArgumentException(line);
                    });
        }
    }

    private long dump() throws SQLException {
        try (AdminConnection gate = door.asAdmin();
                AdminConnection one = door.asAdmin();
                AdminConnection other = door.asAdmin();
                Snapshot snapshot =
                        Snapshot.exact(
                                gate, List.of(one, other), new DatabaseName(Orders.DATABASE))) {
            return Archive.write(snapshot, NO_VERSION, store, PLACE).rows();
        }
    }

    private long restore(DatabaseName database) throws SQLException {
        try (AdminConnection one = door.asAdmin();
                AdminConnection other = door.asAdmin()) {
            return DatabaseCopy.make(
                            Archive.open(store, PLACE), List.of(one, other), database, Set.of())
                    .rows();
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
