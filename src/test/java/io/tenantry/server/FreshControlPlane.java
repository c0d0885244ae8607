package io.tenantry.server;

import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.routing.Ulid;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An empty control plane on the real servers of the test run, for an application of its own. */
public final class FreshControlPlane implements AutoCloseable {
    private final LocalStack stack = LocalStack.sharedOrStart();
    private final String database = "cp_" + Ulid.next().toLowerCase(Locale.ROOT);
    private final String masterKey = randomKey();
    private final TemporaryFolder backups = TemporaryFolder.create("tenantry-backups");

    private FreshControlPlane() {}

    public static FreshControlPlane create() {
        FreshControlPlane fresh = new FreshControlPlane();
        fresh.execute("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(fresh.database));
        return fresh;
    }

    /** What every replica of the application must be told. */
    public Map<String, String> configuration() {
        Map<String, String> config = new HashMap<>();
        config.put(
                "quarkus.datasource.jdbc.url",
                stack.controlPlane().jdbcUrl().replaceFirst("/tenantry\\?", "/" + database + "?"));
        config.put("quarkus.datasource.username", stack.controlPlane().user());
        config.put("quarkus.datasource.password", stack.controlPlane().password());
        config.put(
                "quarkus.redis.hosts",
                "redis://%s:%d".formatted(stack.redis().host(), stack.redis().port()));
        config.put("tenantry.secrets.master-key", masterKey);
        config.put("tenantry.provisioning.backups", backups.path().toString());
        config.put("tenantry.bootstrap.admin.email", TestAccounts.ADMIN_EMAIL);
        config.put("tenantry.bootstrap.admin.password", TestAccounts.ADMIN_PASSWORD);
        // All tests call from one address.
        config.put("tenantry.access.sign-in.attempts-per-address", "100000");
        config.put("tenantry.onboarding.per-address", "80");
        config.put("tenantry.onboarding.slug-checks", "20");
        DatabaseServer server = server();
        String prefix = "tenantry.bootstrap.servers[0].";
        config.put(prefix + "name", server.name());
        config.put(prefix + "host", server.host());
        config.put(prefix + "port", String.valueOf(server.port()));
        config.put(prefix + "admin-user", server.adminUser());
        config.put(prefix + "admin-password", server.adminPassword());
        // Tests talk over the loopback, and MySQL's accounts then want the server's public key.
        config.put("tenantry.routing.pool.driver.sslMode", "DISABLED");
        config.put("tenantry.routing.pool.driver.allowPublicKeyRetrieval", "true");
        return config;
    }

    /** Opens a connection to the control plane as the server's admin. */
    public Connection connect() throws SQLException {
        return connect(database);
    }

    /** Executes statements in the control plane as the server's admin. */
    public void executeInside(String... statements) {
        execute(database, statements);
    }

    /** Reads the first column from the control plane; NULL becomes "null". */
    public List<String> texts(String sql) {
        try (Connection admin = connect();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void execute(String sql) {
        execute("", sql);
    }

    private void execute(String inDatabase, String... statements) {
        try (Connection admin = connect(inDatabase);
                Statement statement = admin.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    private Connection connect(String inDatabase) throws SQLException {
        DatabaseServer server = server();
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/%s".formatted(server.host(), server.port(), inDatabase),
                server.adminUser(),
                server.adminPassword());
    }

    private DatabaseServer server() {
        return stack.databaseServers().getFirst();
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Drops the control plane; what its tenants have on the server stays until that is wiped. */
    @Override
    public void close() {
        execute("DROP DATABASE IF EXISTS " + database);
        backups.close();
        stack.close();
    }
}
