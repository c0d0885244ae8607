package io.tenantry.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.routing.Ulid;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The real servers under the one application of all server tests, and an empty control plane. */
public class ServerTestStack implements QuarkusTestResourceLifecycleManager {
    /** A master key from before the present one. */
    public static final String FORMER_KEY = "8Nq1mZ0oJq0dVtSxk1Vd2r1m6f5c0wq9y3t7u2i4o6A=";

    private LocalStack stack;
    private String database;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.sharedOrStart();
        database = "cp_" + Ulid.next().toLowerCase(Locale.ROOT);
        execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4");

        Map<String, String> config = new HashMap<>();
        config.put(
                "quarkus.datasource.jdbc.url",
                stack.controlPlane().jdbcUrl().replaceFirst("/tenantry\\?", "/" + database + "?"));
        config.put("quarkus.datasource.username", stack.controlPlane().user());
        config.put("quarkus.datasource.password", stack.controlPlane().password());
        config.put(
                "quarkus.redis.hosts",
                "redis://%s:%d".formatted(stack.redis().host(), stack.redis().port()));
        config.put("tenantry.secrets.master-key", randomKey());
        config.put("tenantry.secrets.former-master-keys", FORMER_KEY);
        config.put("tenantry.bootstrap.admin.email", TestAccounts.ADMIN_EMAIL);
        config.put("tenantry.bootstrap.admin.password", TestAccounts.ADMIN_PASSWORD);
        // Rotations wait no longer than a replica's directory may be old.
        config.put("tenantry.provisioning.hearing", "3S");
        // A Redis that nobody runs: what happens without one is tested against it.
        config.put("quarkus.redis.away.hosts", "redis://127.0.0.1:1");
        // All tests call from one address.
        config.put("tenantry.access.sign-in.attempts-per-address", "100000");
        DatabaseServer server = stack.databaseServers().getFirst();
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

    @Override
    public void stop() {
        execute("DROP DATABASE IF EXISTS " + database);
        stack.close();
    }

    private void execute(String sql) {
        DatabaseServer server = stack.databaseServers().getFirst();
        String url = "jdbc:mysql://%s:%d/".formatted(server.host(), server.port());
        try (Connection admin =
                        DriverManager.getConnection(
                                url, server.adminUser(), server.adminPassword());
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
