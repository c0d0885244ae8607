package io.tenantry.benchmarks.directory;

import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Rows of a fleet in a control plane, with nothing behind them: the directory reads rows, and does
 * not care whether a database exists.
 */
final class FleetRows {

    private static final int PASSWORD_LENGTH = 32;
    private static final String PASSWORD = "p".repeat(PASSWORD_LENGTH);
    private static final String NO_SERVER = "127.0.0.1";

    private final SecretBox secrets;
    private final Instant start = Instant.now();
    private final LocalDateTime now = LocalDateTime.ofInstant(start, ZoneOffset.UTC);

    FleetRows(SecretBox secrets) {
        this.secrets = secrets;
    }

    /** Inserts one server and that many active tenants, each with a database on it. */
    void insert(DatabaseAddress controlPlane, int tenants) throws SQLException {
        try (Connection connection = controlPlane.connect()) {
            connection.setAutoCommit(false);
            String server = insertServer(connection);
            try (PreparedStatement tenant = prepareTenant(connection);
                    PreparedStatement database = prepareDatabase(connection);
                    PreparedStatement placement = preparePlacement(connection)) {
                for (int number = 1; number <= tenants; number++) {
                    String tenantId = Ulid.at(start);
                    String databaseId = Ulid.at(start);
                    addTenant(tenant, tenantId, number);
                    addDatabase(database, databaseId, tenantId, server);
                    placement.setString(1, databaseId);
                    placement.setString(2, tenantId);
                    placement.addBatch();
                }
                tenant.executeBatch();
                database.executeBatch();
                placement.executeBatch();
            }
            connection.commit();
        }
    }

    private String insertServer(Connection connection) throws SQLException {
        String id = Ulid.at(start);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO database_servers
                            (id, name, host, port, admin_user, admin_secret,
                             router_user, router_secret, state, created_at, changed_at)
                        VALUES (?, 'db1', ?, 3306, 'admin', ?, 'router', ?, 'active', ?, ?)
                        """)) {
            insert.setString(1, id);
            insert.setString(2, NO_SERVER);
            insert.setBytes(3, secrets.seal(PASSWORD, SecretPlaces.serverAdmin(id)));
            insert.setBytes(4, secrets.seal(PASSWORD, SecretPlaces.serverRouter(id)));
            insert.setObject(5, now);
            insert.setObject(6, now);
            insert.executeUpdate();
        }
        return id;
    }

    private static PreparedStatement prepareTenant(Connection connection) throws SQLException {
        return connection.prepareStatement(
                """
                INSERT INTO tenants
                    (id, slug, slug_claim, name, state, created_at, changed_at, route_changed_at)
                VALUES (?, ?, ?, ?, 'active', ?, ?, ?)
                """);
    }

    private void addTenant(PreparedStatement insert, String id, int number) throws SQLException {
        String slug = "customer-%05d".formatted(number);
        insert.setString(1, id);
        insert.setString(2, slug);
        insert.setString(3, slug);
        insert.setString(4, "Customer " + number);
        insert.setObject(5, now);
        insert.setObject(6, now);
        insert.setObject(7, now);
        insert.addBatch();
    }

    private static PreparedStatement prepareDatabase(Connection connection) throws SQLException {
        return connection.prepareStatement(
                """
                INSERT INTO tenant_databases
                    (id, tenant_id, server_id, database_name, account, account_secret,
                     epoch, state, created_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, 1, 'serving', ?, ?)
                """);
    }

    private void addDatabase(PreparedStatement insert, String id, String tenant, String server)
            throws SQLException {
        String name = "t_" + id.toLowerCase(Locale.ROOT);
        insert.setString(1, id);
        insert.setString(2, tenant);
        insert.setString(3, server);
        insert.setString(4, name);
        insert.setString(5, name + "_a");
        insert.setBytes(6, secrets.seal(PASSWORD, SecretPlaces.tenantAccount(id)));
        insert.setObject(7, now);
        insert.setObject(8, now);
        insert.addBatch();
    }

    private static PreparedStatement preparePlacement(Connection connection) throws SQLException {
        return connection.prepareStatement(
                """
                UPDATE tenants
                SET database_id = ?
                WHERE id = ?
                """);
    }
}
