package io.tenantry.benchmarks.replay;

import io.agroal.api.AgroalDataSource;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.MasterKeys;
import io.tenantry.benchmarks.workbench.Workbench;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.RequestedBackup;
import io.tenantry.provisioning.binlog.TenantRecovery;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.store.FolderStore;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.warm.WarmSettings;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Random;

/** A tenant with a backup, that changed since; its server's log is archived. */
final class ChangedTenant implements AutoCloseable {
    static final String TABLE = "changed";

    private static final Actor ACTOR = Actor.local("bench");
    private static final int CONNECTIONS = 8;
    private static final int IN_A_TRANSACTION = 10;
    private static final Duration POLL = Duration.ofMillis(50);

    private final Workbench workbench;
    private final AgroalDataSource controlPlane;
    private final Provisioning provisioning;
    private final String serverId;

    ChangedTenant(Workbench workbench, Benchmark benchmark) throws SQLException {
        this.workbench = workbench;
        controlPlane = workbench.newControlPlane().pool(CONNECTIONS);
        ProvisioningSettings defaults = ProvisioningSettings.defaults("bench");
        provisioning =
                Provisioning.assemble(
                        controlPlane,
                        new SecretBox(MasterKeys.random()),
                        Clock.systemUTC(),
                        tenant -> {},
                        ContributedSteps.NONE,
                        new ProvisioningSettings(
                                defaults.admin(),
                                defaults.runner(),
                                defaults.life(),
                                defaults.rotation(),
                                new WarmSettings(0, 0),
                                defaults.changelogRoot(),
                                new FolderStore(workbench.folder(benchmark))));
        provisioning.controlPlane().migrate();
        serverId =
                provisioning
                        .servers()
                        .register(Workbench.registration(workbench.tenantServer()), ACTOR)
                        .id();
        provisioning.runner().start();
        provisioning.archivers().start();
    }

    /**
     * What is replayed, and where it stands in the server's log.
     *
     * @param from in bytes
     * @param to in bytes
     */
    record Changes(
            String database, Backup backup, Path logFile, long from, long to, Instant until) {}

    Provisioning provisioning() {
        return provisioning;
    }

    String serverId() {
        return serverId;
    }

    /** Makes the tenant, a backup, and so many changes of single rows. */
    Changes change(int rows) throws SQLException, InterruptedException {
        RequestedTenant requested =
                provisioning
                        .tenants()
                        .create(new CreateTenant("changed", "changed", null, null, null), ACTOR);
        await(requested.operation());
        TenantId tenant = requested.tenant().id();
        String database = database(tenant);
        try (Connection connection =
                workbench.admin(workbench.tenantServer(), database).connect()) {
            execute(
                    connection,
                    "CREATE TABLE changed (id INT PRIMARY KEY, name VARCHAR(100), amount DECIMAL(12,2), at DATETIME(6), KEY by_name (name))",
                    "FLUSH BINARY LOGS");
            Backup backup = backUp(tenant);
            write(connection, rows);
            Instant until = settled(connection);
            awaitCovered(tenant, until);
            return new Changes(
                    database,
                    backup,
                    logFile(connection),
                    Objects.requireNonNull(backup.position()).position(),
                    end(connection).position(),
                    until);
        }
    }

    private Backup backUp(TenantId tenant) throws InterruptedException {
        RequestedBackup asked =
                provisioning
                        .controlPlane()
                        .inTransaction(
                                handle -> provisioning.backups().create(handle, tenant, ACTOR));
        await(asked.operation());
        return provisioning.backups().find(tenant, asked.backup().id()).orElseThrow();
    }

    private void await(OperationId operation) throws InterruptedException {
        while (!provisioning.operations().find(operation).orElseThrow().state().isFinal()) {
            Thread.sleep(POLL);
        }
    }

    private void awaitCovered(TenantId tenant, Instant until) throws InterruptedException {
        TenantRecovery recovery = provisioning.recovery().of(tenant);
        while (recovery.windows().isEmpty()
                || recovery.windows().getLast().until().isBefore(until)) {
            Thread.sleep(POLL);
            recovery = provisioning.recovery().of(tenant);
        }
    }

    private String database(TenantId tenant) {
        return provisioning
                .controlPlane()
                .read(handle ->
                        handle.createQuery(
                                        "SELECT database_name FROM tenant_databases WHERE tenant_id = :tenant")
                                .bind("tenant", tenant.value())
                                .mapTo(String.class)
                                .one());
    }

    /** Half of them new rows, four tenths changes, one tenth removals; ten in a transaction. */
    private static void write(Connection connection, int rows) throws SQLException {
        Random random = new Random(rows);
        int inserted = rows / 2;
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO changed VALUES (?, ?, ?, NOW(6))");
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE changed SET amount = amount + ?, name = ? WHERE id = ?");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM changed WHERE id = ?")) {
            for (int i = 0; i < rows; i++) {
                if (i < inserted) {
                    bind(
                            insert,
                            i,
                            "row number %d of a tenant".formatted(i),
                            random.nextInt(1_000));
                } else if (i < rows - rows / 10) {
                    int id = rows / 10 + random.nextInt(inserted - rows / 10);
                    bind(update, random.nextInt(1, 1_000), "changed as number " + i, id);
                } else {
                    bind(delete, i - (rows - rows / 10));
                }
                if (i % IN_A_TRANSACTION == IN_A_TRANSACTION - 1) {
                    connection.commit();
                }
            }
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    /** A time after the last change: MariaDB tells whole seconds apart. */
    private static Instant settled(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            row.next();
            return row.getObject(1, LocalDateTime.class)
                    .toInstant(ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .plusSeconds(2);
        }
    }

    private record End(String file, long position) {}

    private static End end(Connection connection) throws SQLException {
        boolean mariaDb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                mariaDb ? "SHOW BINLOG STATUS" : "SHOW BINARY LOG STATUS")) {
            row.next();
            return new End(row.getString(1), row.getLong(2));
        }
    }

    private static Path logFile(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@GLOBAL.log_bin_basename")) {
            row.next();
            return Path.of(row.getString(1)).resolveSibling(end(connection).file());
        }
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        provisioning.close();
        controlPlane.close();
    }
}
