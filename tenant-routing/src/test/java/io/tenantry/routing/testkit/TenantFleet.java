package io.tenantry.routing.testkit;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.directory.RouteSource;
import io.tenantry.routing.directory.Sealed;
import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.directory.TenantRoute;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tenant databases made by hand on one real server, each with an identity row and a table to work
 * in, and the routes to them. Stands in for the control plane at routing's own port.
 */
public final class TenantFleet implements RouteSource, AutoCloseable {
    /** The key that the fleet's secrets are sealed under. */
    public static final SecretBox SECRETS =
            new SecretBox(MasterKey.fromBase64("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));

    private static final String PASSWORD = "Fleet-0-password";
    private static final int CREATORS = 4;

    private final String host;
    private final int port;
    private final String adminUser;
    private final String adminPassword;
    private final ServerEndpoint server;
    private final Map<TenantId, TenantRoute> routes = new ConcurrentHashMap<>();
    private final List<TenantId> tenants = new ArrayList<>();

    /**
     * Makes the server's router account.
     *
     * @param adminUser an account that may create databases and accounts
     */
    public TenantFleet(String name, String host, int port, String adminUser, String adminPassword) {
        this.host = host;
        this.port = port;
        this.adminUser = adminUser;
        this.adminPassword = adminPassword;
        String id = Ulid.next();
        String router = "router_" + id.substring(10).toLowerCase(Locale.ROOT);
        this.server =
                new ServerEndpoint(
                        id,
                        name,
                        host,
                        port,
                        router,
                        new Sealed(SECRETS.seal(PASSWORD, SecretPlaces.serverRouter(id))));
        execute("CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(router, PASSWORD));
    }

    /** Adds tenants, each with a database and an account of its own. */
    public List<TenantId> add(int count) {
        List<TenantId> added = new ArrayList<>();
        try (ExecutorService creators = Executors.newFixedThreadPool(CREATORS)) {
            List<Future<TenantId>> pending = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                pending.add(creators.submit(this::create));
            }
            for (Future<TenantId> tenant : pending) {
                added.add(tenant.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        tenants.addAll(added);
        return added;
    }

    private TenantId create() {
        TenantId tenant = TenantId.next();
        String databaseId = Ulid.next();
        String database = "t_" + databaseId.toLowerCase(Locale.ROOT);
        Placement placement =
                new Placement(
                        server,
                        databaseId,
                        database,
                        database + "_a",
                        sealed(databaseId, PASSWORD),
                        1);
        execute(
                "CREATE DATABASE " + database + " CHARACTER SET utf8mb4",
                "CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(placement.account(), PASSWORD),
                grant(placement),
                """
                CREATE TABLE %s.tenant_identity (
                    tenant_id CHAR(26) NOT NULL, database_id CHAR(26) NOT NULL, epoch BIGINT NOT NULL)
                """
                        .formatted(database),
                "INSERT INTO %s.tenant_identity VALUES ('%s', '%s', 1)"
                        .formatted(database, tenant, databaseId),
                """
                CREATE TABLE %s.work (
                    id BIGINT AUTO_INCREMENT PRIMARY KEY,
                    tenant CHAR(26) NOT NULL, marker VARCHAR(60) NOT NULL)
                """
                        .formatted(database));
        place(tenant, TenantState.ACTIVE, placement);
        return tenant;
    }

    /** Says in the fleet's books where a tenant lies and in which state it is. */
    public void place(TenantId tenant, TenantState state, Placement placement) {
        routes.put(
                tenant,
                new TenantRoute(
                        tenant, "s-" + tenant.value().toLowerCase(Locale.ROOT), state, placement));
    }

    /** Changes the account's password behind everybody's back: no login of it succeeds. */
    public void refuse(TenantId tenant) {
        alterPassword(placement(tenant), "Somebody-0-elses");
    }

    /** Gives the account a new password, and says so in the books under a new epoch. */
    public void rotate(TenantId tenant) {
        Placement old = placement(tenant);
        String password = "Fleet-%d-password".formatted(old.epoch() + 1);
        alterPassword(old, password);
        execute(
                "UPDATE %s.tenant_identity SET epoch = %d"
                        .formatted(old.databaseName(), old.epoch() + 1));
        place(
                tenant,
                TenantState.ACTIVE,
                new Placement(
                        server,
                        old.databaseId(),
                        old.databaseName(),
                        old.account(),
                        sealed(old.databaseId(), password),
                        old.epoch() + 1));
    }

    private void alterPassword(Placement placement, String password) {
        execute("ALTER USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(placement.account(), password));
    }

    /** The grant that makes an account the owner of its database's rows. */
    public static String grant(Placement placement) {
        return "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE TEMPORARY TABLES ON `%s`.* TO '%s'@'%%'"
                .formatted(placement.databaseName().replace("_", "\\_"), placement.account());
    }

    /** A password as the books keep it. */
    public static Sealed sealed(String databaseId, String password) {
        return new Sealed(SECRETS.seal(password, SecretPlaces.tenantAccount(databaseId)));
    }

    public Placement placement(TenantId tenant) {
        return byId(tenant)
                .flatMap(route -> Optional.ofNullable(route.placement()))
                .orElseThrow(() -> new IllegalStateException("no placement for " + tenant));
    }

    public List<TenantId> tenants() {
        return List.copyOf(tenants);
    }

    public ServerEndpoint server() {
        return server;
    }

    /** Opens a connection as the server's administrator. */
    public Connection admin() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(host, port),
                adminUser,
                adminPassword);
    }

    /** Runs statements as the server's administrator. */
    public void execute(String... statements) {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the administrator's statement failed", e);
        }
    }

    /** Reads one number as the server's administrator. */
    public long count(String query) {
        try (Connection connection = admin();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many sessions the fleet's accounts have on the server, the router's included. */
    public long sessions() {
        return count(
                """
                SELECT COUNT(*) FROM information_schema.processlist
                WHERE user LIKE 't\\_%%' OR user = '%s'
                """
                        .formatted(server.routerUser()));
    }

    @Override
    public Optional<TenantRoute> byId(TenantId tenant) {
        return Optional.ofNullable(routes.get(tenant));
    }

    @Override
    public Optional<TenantRoute> bySlug(TenantSlug slug) {
        return routes.values().stream().filter(r -> slug.value().equals(r.slug())).findFirst();
    }

    @Override
    public Changes changedSince(Instant since) {
        return new Changes(List.copyOf(routes.values()), Instant.now());
    }

    /** Drops every database and account of the fleet. */
    @Override
    public void close() {
        List<String> statements = new ArrayList<>();
        for (TenantId tenant : tenants) {
            Placement placement = placement(tenant);
            statements.add("DROP DATABASE IF EXISTS " + placement.databaseName());
            statements.add("DROP USER IF EXISTS '%s'@'%%'".formatted(placement.account()));
        }
        statements.add("DROP USER IF EXISTS '%s'@'%%'".formatted(server.routerUser()));
        execute(statements.toArray(String[]::new));
    }
}
