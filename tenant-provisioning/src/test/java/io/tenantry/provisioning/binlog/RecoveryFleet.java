package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;

/** A fleet whose server's log is archived, and tenants that consist of a database and a key. */
final class RecoveryFleet implements AutoCloseable {
    private final TestFleet fleet = TestFleet.create();
    private final AdminConnection admin;
    private final List<DatabaseName> scratch = new ArrayList<>();
    private Archivers archivers;

    RecoveryFleet() {
        admin = fleet.connections().open(serverId());
        archivers = archivers("first", 1 << 16);
        archivers.start();
        try {
            awaitCovered(mark().time());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A tenant as far as this room sees it. */
    record Customer(TenantId id, DatabaseName database) {}

    TestFleet fleet() {
        return fleet;
    }

    AdminConnection admin() {
        return admin;
    }

    boolean isMariaDb() {
        return admin.version().engine() == Engine.MARIADB;
    }

    String serverId() {
        return fleet.inControlPlane("SELECT id FROM database_servers").getFirst();
    }

    Archivers archivers(String replica, int bytes) {
        return new Archivers(
                fleet.controlPlane(),
                fleet.connections(),
                fleet.vault(),
                new ArchiverSettings(
                        replica,
                        Duration.ofMillis(100),
                        bytes,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(100),
                        Duration.ofMillis(50),
                        2));
    }

    Archivers archivers() {
        return archivers;
    }

    void archivers(Archivers others) {
        archivers = others;
    }

    Recovery recovery() {
        return new Recovery(fleet.controlPlane(), fleet.vault());
    }

    /** Another replica goes on; the one before is closed or killed. */
    void goOn(String replica) {
        archivers = archivers(replica, 1 << 16);
        archivers.start();
    }

    Customer customer() {
        String id = Ulid.next();
        DatabaseName database = DatabaseName.of(id);
        byte[] key = new byte[32];
        fleet.controlPlane()
                .useTransaction(handle -> {
                    handle.execute(
                            "INSERT INTO tenants (id, slug, name, state, created_at, changed_at, route_changed_at)"
                                    + " VALUES (?, ?, 'x', 'active', NOW(6), NOW(6), NOW(6))",
                            id,
                            id.toLowerCase(Locale.ROOT));
                    handle.execute(
                            "INSERT INTO tenant_databases (id, tenant_id, server_id, database_name, account, account_secret, epoch, state, created_at, changed_at)"
                                    + " VALUES (?, ?, ?, ?, 'a', 'x', 1, 'active', NOW(6), NOW(6))",
                            id,
                            id,
                            serverId(),
                            database.value());
                    handle.execute(
                            "INSERT INTO backup_keys VALUES (?, ?, NOW(6))",
                            id,
                            fleet.secrets().seal(key, SecretPlaces.backupKey(id)));
                });
        execute("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(database));
        return new Customer(new TenantId(id), database);
    }

    /** A database of nobody's, as a copy would be. */
    DatabaseName scratch() throws SQLException {
        DatabaseName name = DatabaseName.nextScratch();
        admin.createDatabase(name);
        scratch.add(name);
        return name;
    }

    void drop(DatabaseName database) throws SQLException {
        admin.dropDatabase(database);
        scratch.remove(database);
    }

    ServerLog.Mark mark() throws SQLException {
        return new ServerLog(admin).mark();
    }

    Instant awaitCovered(Instant until) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> replay().isCovered(serverId(), until));
        return until;
    }

    /** A time after all that was committed up to now, and all of it archived. */
    Instant settled() throws SQLException {
        Instant now = mark().time();
        return awaitCovered(isMariaDb() ? now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1) : now);
    }

    Replay replay() {
        return new Replay(fleet.controlPlane(), fleet.vault());
    }

    Replay.Report replay(Customer customer, ServerLog.Mark from, Instant until, DatabaseName to)
            throws SQLException {
        return replay().run(
                        new ReplayWish(
                                serverId(),
                                customer.database().value(),
                                from.time(),
                                from.end(),
                                until),
                        admin,
                        to,
                        Set.of());
    }

    /** A database that begins empty and gets all that happened since. */
    DatabaseName replayed(Customer customer, ServerLog.Mark from, Instant until)
            throws SQLException {
        DatabaseName copy = scratch();
        replay(customer, from, until, copy);
        return copy;
    }

    Connection connect(Customer customer) throws SQLException {
        Connection connection = fleet.connectAsAdmin();
        connection.setCatalog(customer.database().value());
        return connection;
    }

    /** As a client that speaks another character set. */
    Connection connect(Customer customer, String encoding) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&characterEncoding=%s"
                        .formatted(
                                fleet.server().host(),
                                fleet.server().port(),
                                customer.database(),
                                encoding),
                fleet.server().adminUser(),
                fleet.server().adminPassword());
    }

    void execute(String sql) {
        fleet.executeOnServer(sql);
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    List<String> texts(String sql) {
        return fleet.onServer(sql);
    }

    @Override
    public void close() throws SQLException {
        archivers.close();
        for (DatabaseName each : scratch) {
            admin.dropDatabase(each);
        }
        admin.close();
        fleet.close();
    }
}
