package io.tenantry.provisioning.server;

import io.tenantry.provisioning.controlplane.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** SQL on how servers take tenants and what they hold. */
final class OverviewRows {
    private static final String SELECT =
            """
            SELECT s.id, s.name, s.host, s.port, s.admin_user, s.router_user, s.state, s.created_at,
                   s.weight, s.max_tenants, s.max_bytes, s.max_connections,
                   s.used_bytes, s.used_connections, s.measured_at,
                   (SELECT COUNT(*) FROM tenant_databases d WHERE d.server_id = s.id) AS tenants
            FROM database_servers s
            """;

    private OverviewRows() {}

    static List<ServerOverview> all(Handle handle) {
        return read(handle, handle.createQuery(SELECT + "ORDER BY s.name"));
    }

    static Optional<ServerOverview> byName(Handle handle, String name) {
        if (!ServerRegistration.isName(name)) {
            return Optional.empty();
        }
        return read(handle, handle.createQuery(SELECT + "WHERE s.name = :name").bind("name", name))
                .stream()
                .findFirst();
    }

    /** Locks the rows until the transaction ends, all in the same order whoever locks them. */
    static void lock(Handle handle, List<ServerOverview> servers) {
        if (!servers.isEmpty()) {
            handle.createQuery(
                            """
                            SELECT id FROM database_servers WHERE id IN (<ids>) ORDER BY id FOR UPDATE
                            """)
                    .bindList("ids", servers.stream().map(each -> each.server().id()).toList())
                    .mapTo(String.class)
                    .list();
        }
    }

    /**
     * Counts again, in a statement after the one that took the lock, and past the transaction's
     * snapshot if it has one: what others have committed meanwhile is seen.
     */
    static ServerOverview recounted(Handle handle, ServerOverview server) {
        return server.withTenants(
                handle.createQuery(
                                """
                                SELECT COUNT(*) FROM tenant_databases WHERE server_id = :id
                                LOCK IN SHARE MODE
                                """)
                        .bind("id", server.server().id())
                        .mapTo(Long.class)
                        .one());
    }

    static void write(Handle handle, String id, Intake intake) {
        handle.createUpdate(
                        """
                        UPDATE database_servers
                        SET weight = :weight, max_tenants = :tenants, max_bytes = :bytes,
                            max_connections = :connections
                        WHERE id = :id
                        """)
                .bind("weight", intake.weight())
                .bind("tenants", intake.capacity().maxTenants())
                .bind("bytes", intake.capacity().maxBytes())
                .bind("connections", intake.capacity().maxConnections())
                .bind("id", id)
                .execute();
        handle.createUpdate("DELETE FROM server_labels WHERE server_id = :id")
                .bind("id", id)
                .execute();
        intake.labels()
                .values()
                .forEach((name, value) ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO server_labels (server_id, name, value)
                                        VALUES (:id, :name, :value)
                                        """)
                                .bind("id", id)
                                .bind("name", name)
                                .bind("value", value)
                                .execute());
    }

    private static List<ServerOverview> read(Handle handle, Query query) {
        Map<String, Map<String, String>> labels = new HashMap<>();
        handle.createQuery("SELECT server_id, name, value FROM server_labels")
                .map((row, _) ->
                        labels.computeIfAbsent(row.getString("server_id"), _ -> new HashMap<>())
                                .put(row.getString("name"), row.getString("value")))
                .list();
        return query.map((row, context) ->
                        overview(
                                row,
                                ServerRows.read(row, context),
                                new Labels(labels.getOrDefault(row.getString("id"), Map.of()))))
                .list();
    }

    private static ServerOverview overview(ResultSet row, DatabaseServer server, Labels labels)
            throws SQLException {
        return new ServerOverview(
                server,
                new Intake(
                        new Capacity(
                                row.getObject("max_tenants", Integer.class),
                                row.getObject("max_bytes", Long.class),
                                row.getObject("max_connections", Integer.class)),
                        row.getInt("weight"),
                        labels),
                new ServerLoad(
                        row.getLong("tenants"),
                        row.getObject("used_bytes", Long.class),
                        row.getObject("used_connections", Integer.class),
                        Columns.instantOrNull(row, "measured_at")));
    }
}
