package io.tenantry.routing.directory;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tenant_routes} with plain JDBC: the library asks its host for a data source only.
 */
public final class JdbcRouteSource implements RouteSource {
    private static final String COLUMNS =
            """
            SELECT tenant_id, slug, state, database_id, database_name, account, account_secret,
                   epoch, server_id, server_name, host, port, router_user, router_secret,
                   plan, settings, schema_version
            FROM tenant_routes
            """;

    private static final Logger LOG = Logger.getLogger(JdbcRouteSource.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final DataSource controlPlane;
    // Thousands of routes share a handful of servers: one object each, not one a route.
    private final ConcurrentMap<ServerEndpoint, ServerEndpoint> servers = new ConcurrentHashMap<>();
    // Likewise the few plans and schema versions that a fleet has at a time.
    private final ConcurrentMap<String, String> texts = new ConcurrentHashMap<>();

    // Whose rows were found unreadable: each is told once.
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    public JdbcRouteSource(DataSource controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public Optional<TenantRoute> byId(TenantId tenant) throws SQLException {
        return one("WHERE tenant_id = ?", tenant.value());
    }

    @Override
    public Optional<TenantRoute> bySlug(TenantSlug slug) throws SQLException {
        return one("WHERE slug = ?", slug.value());
    }

    private Optional<TenantRoute> one(String condition, String value) throws SQLException {
        try (Connection connection = controlPlane.getConnection();
                PreparedStatement query = connection.prepareStatement(COLUMNS + condition)) {
            query.setString(1, value);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(readable(row)) : Optional.empty();
            }
        }
    }

    @Override
    public Changes changedSince(Instant since) throws SQLException {
        try (Connection connection = controlPlane.getConnection()) {
            // The clock first: what changes while we read is then asked for again next time.
            Instant asOf = clock(connection);
            return since.equals(Instant.EPOCH)
                    ? new Changes(List.of(), asOf)
                    : changes(connection, since, asOf);
        }
    }

    private static Instant clock(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT UTC_TIMESTAMP(6)");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    private Changes changes(Connection connection, Instant since, Instant asOf)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(COLUMNS + "WHERE changed_at >= ?")) {
            query.setObject(1, LocalDateTime.ofInstant(since, ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                List<TenantRoute> routes = new ArrayList<>();
                List<TenantId> unreadable = new ArrayList<>();
                while (row.next()) {
                    try {
                        routes.add(readable(row));
                    } catch (RoutingException e) {
                        LOG.tracef("left out: %s", e.getMessage());
                        unreadable.add(new TenantId(row.getString("tenant_id")));
                    }
                }
                return new Changes(routes, unreadable, asOf);
            }
        }
    }

    /** One row that cannot be read closes one tenant, not the way to all others. */
    private TenantRoute readable(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant_id");
        try {
            TenantRoute route = route(row);
            unreadable.remove(tenant);
            return route;
        } catch (IllegalArgumentException e) {
            if (unreadable.add(tenant)) {
                LOG.errorf(
                        "the route of tenant %s cannot be read, so it is closed here; does a newer"
                                + " release run beside this one? (%s)",
                        tenant, e.getMessage());
            }
            throw new RoutingException(
                    Reason.DIRECTORY_UNAVAILABLE,
                    "this release cannot read the route of tenant " + tenant,
                    RETRY,
                    e);
        }
    }

    private TenantRoute route(ResultSet row) throws SQLException {
        return new TenantRoute(
                new TenantId(row.getString("tenant_id")),
                row.getString("slug"),
                TenantState.fromCode(row.getString("state")),
                placement(row),
                shared(row.getString("plan")),
                row.getString("settings"),
                shared(row.getString("schema_version")));
    }

    private @Nullable String shared(@Nullable String read) {
        if (read == null) {
            return null;
        }
        String known = texts.putIfAbsent(read, read);
        return known == null ? read : known;
    }

    private @Nullable Placement placement(ResultSet row) throws SQLException {
        String databaseId = row.getString("database_id");
        if (databaseId == null) {
            return null;
        }
        return new Placement(
                server(row),
                databaseId,
                row.getString("database_name"),
                row.getString("account"),
                new Sealed(row.getBytes("account_secret")),
                row.getLong("epoch"));
    }

    private ServerEndpoint server(ResultSet row) throws SQLException {
        ServerEndpoint read =
                new ServerEndpoint(
                        row.getString("server_id"),
                        row.getString("server_name"),
                        row.getString("host"),
                        row.getInt("port"),
                        row.getString("router_user"),
                        new Sealed(row.getBytes("router_secret")));
        ServerEndpoint known = servers.putIfAbsent(read, read);
        return known == null ? read : known;
    }
}
