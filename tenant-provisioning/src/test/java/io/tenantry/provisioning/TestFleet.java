package io.tenantry.provisioning;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.MySQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.AdminSettings;
import io.tenantry.provisioning.server.DatabaseServers;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.provisioning.store.FolderStore;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A control plane of its own on the shared stack, with the stack's first server registered; what a
 * test class needs to provision.
 */
public final class TestFleet implements AutoCloseable {
    public static final Actor OPERATOR = new Actor("operator", "192.0.2.7");
    public static final String SERVER = "db1";
    private static final int MOST_CONNECTIONS = 60;
    public static final String MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final LocalStack stack = LocalStack.sharedOrStart();
    private final String database = "cp_" + Ulid.next().toLowerCase(Locale.ROOT);
    private final SettableClock clock = new SettableClock();
    private final SecretBox secrets = new SecretBox(MasterKey.fromBase64(MASTER_KEY));
    private final Path backups = temporaryFolder();
    private final AtomicReference<WatchedStore.Mishap> beforePut =
            new AtomicReference<>(name -> {});
    private final AgroalDataSource pool;
    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final DatabaseServers servers;

    private TestFleet() {
        executeAsControlUser("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(database));
        pool = pooled();
        controlPlane = new ControlPlane(pool, clock);
        connections = new AdminConnections(controlPlane, secrets, adminSettings());
        servers =
                new DatabaseServers(controlPlane, secrets, connections, new AuditLog(controlPlane));
    }

    /** As the server has it: opening a connection costs as much as ten statements. */
    private AgroalDataSource pooled() {
        var factory =
                new AgroalConnectionFactoryConfigurationSupplier()
                        .jdbcUrl(url())
                        .principal(new NamePrincipal(stack.controlPlane().user()))
                        .credential(new SimplePassword(stack.controlPlane().password()))
                        .jdbcProperty("sslMode", "DISABLED")
                        .jdbcProperty("allowPublicKeyRetrieval", "true");
        var connections =
                new AgroalConnectionPoolConfigurationSupplier()
                        .maxSize(MOST_CONNECTIONS)
                        .exceptionSorter(new MySQLExceptionSorter())
                        .connectionFactoryConfiguration(factory);
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier()
                            .connectionPoolConfiguration(connections));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A control plane without a schema. */
    public static TestFleet empty() {
        return new TestFleet();
    }

    /** A migrated control plane with one server. */
    public static TestFleet create() {
        TestFleet fleet = new TestFleet();
        fleet.controlPlane.migrate();
        fleet.servers.register(registration(SERVER, fleet.server()), OPERATOR);
        return fleet;
    }

    public static AdminSettings adminSettings() {
        return new AdminSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(60), AdminSettings.Tls.DISABLED);
    }

    public static ServerRegistration registration(String name, DatabaseServer server) {
        return new ServerRegistration(
                name, server.host(), server.port(), server.adminUser(), server.adminPassword());
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tenantry-backups");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where backups are kept: files below {@link #backupFolder}. */
    public BackupVault vault() {
        return new BackupVault(
                controlPlane, secrets, new WatchedStore(new FolderStore(backups), beforePut));
    }

    /** Lets something happen before an object of a backup is written. */
    public void beforePut(WatchedStore.Mishap mishap) {
        beforePut.set(mishap);
    }

    public Path backupFolder() {
        return backups;
    }

    public LocalStack stack() {
        return stack;
    }

    public DatabaseServer server() {
        return stack.databaseServers().getFirst();
    }

    public SettableClock clock() {
        return clock;
    }

    /** Lets so much time pass that the lease of every operation has ended. */
    public void endLeases() {
        clock.advance(Duration.ofSeconds(16));
    }

    public SecretBox secrets() {
        return secrets;
    }

    public ControlPlane controlPlane() {
        return controlPlane;
    }

    public AdminConnections connections() {
        return connections;
    }

    public DatabaseServers servers() {
        return servers;
    }

    private String url() {
        return stack.controlPlane().jdbcUrl().replace("/tenantry?", "/" + database + "?");
    }

    /** Each time another that opens a connection for each that is asked for. */
    public DataSource dataSource() {
        try {
            MysqlDataSource dataSource = new MysqlDataSource();
            dataSource.setUrl(url());
            dataSource.setUser(stack.controlPlane().user());
            dataSource.setPassword(stack.controlPlane().password());
            dataSource.setSslMode("DISABLED");
            dataSource.setAllowPublicKeyRetrieval(true);
            return dataSource;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a connection to the fleet's server as somebody. */
    public Connection connect(String user, String password) throws SQLException {
        return connect(server(), user, password);
    }

    /** Opens a connection to a server as somebody. */
    public static Connection connect(DatabaseServer server, String user, String password)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslMode", "DISABLED");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/".formatted(server.host(), server.port()), properties);
    }

    public Connection connectAsAdmin() throws SQLException {
        return connect(server().adminUser(), server().adminPassword());
    }

    /** What Tenantry made on the server: databases, and accounts of tenants. */
    public Set<String> madeOnServer() {
        return madeOn(server());
    }

    /** As {@link #madeOnServer()}, on any server. */
    public static Set<String> madeOn(DatabaseServer server) {
        Set<String> made = new TreeSet<>();
        made.addAll(
                on(
                        server,
                        "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 't\\_%'"));
        made.addAll(on(server, "SELECT CONCAT(User, '@') FROM mysql.user WHERE User LIKE 't\\_%'"));
        made.addAll(
                on(
                        server,
                        "SELECT CONCAT(Db, ' to ', User) FROM mysql.db WHERE User LIKE 't\\_%'"));
        return made;
    }

    /** Reads the first column as the server's admin. */
    public List<String> onServer(String sql) {
        return on(server(), sql);
    }

    /** As {@link #onServer}, on any server. */
    public static List<String> on(DatabaseServer server, String sql) {
        try (Connection admin = connect(server, server.adminUser(), server.adminPassword())) {
            return texts(admin, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Executes a statement as the server's admin. */
    public void executeOnServer(String sql) {
        try (Connection admin = connectAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the first column from the control plane. */
    public List<String> inControlPlane(String sql) {
        return controlPlane.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    public static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }

    private void executeAsControlUser(String sql) {
        try (Connection connection =
                        connect(stack.controlPlane().user(), stack.controlPlane().password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops the control plane and what its tenants left on the server. */
    @Override
    public void close() {
        connections.close();
        for (String tenantDatabase : inControlPlaneIfThere()) {
            executeOnServer("DROP DATABASE IF EXISTS " + tenantDatabase);
            executeOnServer("DROP USER IF EXISTS %1$s_a, %1$s_b".formatted(tenantDatabase));
        }
        for (String router : onServer("SELECT User FROM mysql.user WHERE User LIKE 'router\\_%'")) {
            if (routers().contains(router)) {
                executeOnServer("DROP USER IF EXISTS " + router);
            }
        }
        executeAsControlUser("DROP DATABASE IF EXISTS " + database);
        pool.close();
        removeBackups();
        stack.close();
    }

    private void removeBackups() {
        try (Stream<Path> files = Files.walk(backups)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> inControlPlaneIfThere() {
        return isMigrated()
                ? inControlPlane(
                        "SELECT database_name FROM tenant_databases UNION SELECT database_name FROM warm_databases")
                : List.of();
    }

    private List<String> routers() {
        return isMigrated()
                ? inControlPlane("SELECT router_user FROM database_servers")
                : List.of();
    }

    private boolean isMigrated() {
        return inControlPlane("SHOW TABLES").contains("tenant_databases");
    }
}
