package io.tenantry.provisioning.server;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads rows of {@code database_servers}. */
final class ServerRows {
    private static final String SELECT =
            """
            SELECT id, name, host, port, admin_user, router_user, state, created_at
            FROM database_servers
            """;

    private ServerRows() {}

    static List<DatabaseServer> all(Handle handle) {
        return handle.createQuery(SELECT + "ORDER BY name").map(ServerRows::read).list();
    }

    static Optional<DatabaseServer> byName(Handle handle, String name) {
        if (!ServerRegistration.isName(name)) {
            return Optional.empty();
        }
        return one(handle.createQuery(SELECT + "WHERE name = :name").bind("name", name));
    }

    static Optional<DatabaseServer> byNameForUpdate(Handle handle, String name) {
        if (!ServerRegistration.isName(name)) {
            return Optional.empty();
        }
        return one(handle.createQuery(SELECT + "WHERE name = :name FOR UPDATE").bind("name", name));
    }

    static Optional<DatabaseServer> byId(Handle handle, String id) {
        return one(handle.createQuery(SELECT + "WHERE id = :id").bind("id", id));
    }

    static RouterAccount router(Handle handle, String id, SecretBox secrets) {
        return handle.createQuery(
                        """
                        SELECT router_user, router_secret FROM database_servers WHERE id = :id
                        """)
                .bind("id", id)
                .map((row, _) ->
                        new RouterAccount(
                                id,
                                new AccountName(row.getString("router_user")),
                                secrets.openText(
                                        row.getBytes("router_secret"),
                                        SecretPlaces.serverRouter(id))))
                .one();
    }

    /** The admin's password in the clear: for comparing, and nothing else. */
    static String adminPassword(Handle handle, String id, SecretBox secrets) {
        byte[] sealed =
                handle.createQuery("SELECT admin_secret FROM database_servers WHERE id = :id")
                        .bind("id", id)
                        .mapTo(byte[].class)
                        .one();
        return secrets.openText(sealed, SecretPlaces.serverAdmin(id));
    }

    /** The names of some databases on the server that serve a tenant, the oldest first. */
    static List<String> servingDatabases(Handle handle, String id, int limit) {
        return handle.createQuery(
                        """
                        SELECT d.database_name
                        FROM tenant_databases d
                        JOIN tenants t ON t.database_id = d.id
                        WHERE d.server_id = :id
                        ORDER BY d.id
                        LIMIT :limit
                        """)
                .bind("id", id)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    private static Optional<DatabaseServer> one(Query query) {
        return query.map(ServerRows::read).findOne();
    }

    static DatabaseServer read(ResultSet row, StatementContext context) throws SQLException {
        return new DatabaseServer(
                row.getString("id"),
                row.getString("name"),
                row.getString("host"),
                row.getInt("port"),
                row.getString("admin_user"),
                row.getString("router_user"),
                ServerState.fromCode(row.getString("state")),
                Columns.instant(row, "created_at"));
    }
}
