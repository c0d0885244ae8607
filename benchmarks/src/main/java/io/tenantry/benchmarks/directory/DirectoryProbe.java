package io.tenantry.benchmarks.directory;

import io.agroal.api.AgroalDataSource;
import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.DirectorySettings;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.TenantDirectory;
import java.lang.ref.Reference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A JVM that learns some tenants and prints how many bytes of heap it then holds. */
final class DirectoryProbe {

    private static final int COLLECTIONS = 5;

    private DirectoryProbe() {}

    /** What {@link #main} wants in its environment. */
    static Map<String, String> environment(DatabaseAddress controlPlane) {
        return Map.of(
                "PROBE_URL", controlPlane.jdbcUrl(),
                "PROBE_USER", controlPlane.user(),
                "PROBE_PASSWORD", controlPlane.password());
    }

    /**
     * Measures.
     *
     * @param arguments how many tenants to learn
     */
    public static void main(String[] arguments) throws SQLException {
        DatabaseAddress address =
                new DatabaseAddress(
                        environment("PROBE_URL"),
                        environment("PROBE_USER"),
                        environment("PROBE_PASSWORD"));
        try (AgroalDataSource controlPlane = address.pool(1)) {
            TenantDirectory directory =
                    new TenantDirectory(
                            new JdbcRouteSource(controlPlane), DirectorySettings.DEFAULTS);
            try {
                learn(directory, controlPlane, Integer.parseInt(arguments[0]));
                System.out.println(heapInUse());
            } finally {
                Reference.reachabilityFence(directory);
            }
        }
    }

    private static void learn(TenantDirectory directory, AgroalDataSource controlPlane, int tenants)
            throws SQLException {
        for (String id : firstTenants(controlPlane, tenants)) {
            directory.require(new TenantId(id));
        }
        if (directory.size() != tenants) {
            throw new IllegalStateException("knows %d tenants".formatted(directory.size()));
        }
    }

    private static List<String> firstTenants(AgroalDataSource controlPlane, int count)
            throws SQLException {
        List<String> ids = new ArrayList<>(count);
        try (Connection connection = controlPlane.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT tenant_id
                                FROM tenant_routes
                                ORDER BY tenant_id
                                LIMIT ?
                                """)) {
            query.setInt(1, count);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString("tenant_id"));
                }
            }
        }
        return ids;
    }

    private static long heapInUse() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }
}
