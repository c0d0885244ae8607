package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.process.ServerProcess;
import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.benchmarks.workbench.Fleet;
import io.tenantry.benchmarks.workbench.FleetTenant;
import io.tenantry.benchmarks.workbench.PrivateFile;
import io.tenantry.benchmarks.workbench.RoutingSettings;
import io.tenantry.benchmarks.workbench.Workbench;
import io.tenantry.localstack.Redis;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Starts the servers. What they share is said once, and only what differs differs. */
final class Servers {

    static final String OURS = "tenantry";
    static final String SINGLE = "single-tenant";
    static final String POOLS = "pool-per-tenant";
    static final String UNCHECKED = "unchecked";

    /** Tenantry's connections: to the tenants' server, and to the control plane. */
    static final int TENANTRY_POOL = 36;

    static final int TENANTRY_CONTROL_PLANE = 4;

    /** As many as Tenantry has in all. */
    static final int SINGLE_TENANT_POOL = 40;

    /** Two thirds of what the server allows; with Tenantry's own there is room for little more. */
    static final int ALL_TENANT_POOLS = 100;

    /** Connections of one tenant in pool-per-tenant. */
    static final int ONE_TENANT_POOL = 20;

    private final Workbench workbench;
    private final Path folder;
    private final Path publicKey;

    /**
     * @param folder for configuration and logs
     * @param publicKey of the tokens, as PEM
     */
    Servers(Workbench workbench, Path folder, Path publicKey) {
        this.workbench = workbench;
        this.folder = folder;
        this.publicKey = publicKey;
    }

    ServerProcess tenantry(Fleet fleet) throws IOException, InterruptedException {
        return tenantry(fleet, Map.of());
    }

    /**
     * @param more settings
     */
    ServerProcess tenantry(Fleet fleet, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> configuration = configuration(fleet);
        configuration.putAll(more);
        return start(OURS, "src", configuration);
    }

    /** Tenantry without a look at permissions. */
    ServerProcess unchecked(Fleet fleet) throws IOException, InterruptedException {
        return start(UNCHECKED, "benchmarks/peers/unchecked", configuration(fleet));
    }

    private Map<String, String> configuration(Fleet fleet) {
        Redis redis = workbench.stack().redis();
        Map<String, String> configuration =
                datasource(fleet.controlPlane(), TENANTRY_CONTROL_PLANE);
        configuration.put(
                "quarkus.redis.hosts", "redis://%s:%d".formatted(redis.host(), redis.port()));
        configuration.put("tenantry.secrets.master-key", fleet.masterKey());
        configuration.put("tenantry.access.token.issuer", TokenIssuer.ISSUER);
        configuration.put("tenantry.access.token.audience", TokenIssuer.AUDIENCE);
        configuration.put("tenantry.routing.pool.max-size", Integer.toString(TENANTRY_POOL));
        // Nobody asks for tenants here, and DDL beside the load would disturb all.
        configuration.put("tenantry.provisioning.warm-databases", "0");
        RoutingSettings.DRIVER.forEach(
                (name, value) -> configuration.put("tenantry.routing.pool.driver." + name, value));
        return configuration;
    }

    ServerProcess singleTenant(DatabaseAddress database) throws IOException, InterruptedException {
        Map<String, String> configuration = datasource(database, SINGLE_TENANT_POOL);
        checkTokens(configuration);
        return start(SINGLE, "benchmarks/peers/single-tenant", configuration);
    }

    ServerProcess poolPerTenant(Fleet fleet)
            throws IOException, InterruptedException, SQLException {
        Map<String, String> configuration = new LinkedHashMap<>();
        checkTokens(configuration);
        configuration.put("peer.url", workbench.jdbcUrl(workbench.tenantServer(), "{database}"));
        configuration.put("peer.tenants", writeAccounts(fleet).toString());
        configuration.put("peer.connections.total", Integer.toString(ALL_TENANT_POOLS));
        configuration.put("peer.connections.per-tenant", Integer.toString(ONE_TENANT_POOL));
        return start(POOLS, "benchmarks/peers/pool-per-tenant", configuration);
    }

    private ServerProcess start(String name, String module, Map<String, String> configuration)
            throws IOException, InterruptedException {
        configuration.put("quarkus.http.host", "127.0.0.1");
        configuration.put("quarkus.log.level", "WARN");
        Path home = workbench.options().home();
        return ServerProcess.start(
                name,
                home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"),
                configuration,
                folder);
    }

    private static Map<String, String> datasource(DatabaseAddress database, int connections) {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        configuration.put("quarkus.datasource.username", database.user());
        configuration.put("quarkus.datasource.password", database.password());
        configuration.put("quarkus.datasource.jdbc.max-size", Integer.toString(connections));
        return configuration;
    }

    private void checkTokens(Map<String, String> configuration) {
        configuration.put(
                "mp.jwt.verify.publickey.location", publicKey.toAbsolutePath().toUri().toString());
        configuration.put("mp.jwt.verify.issuer", TokenIssuer.ISSUER);
        configuration.put("mp.jwt.verify.audiences", TokenIssuer.AUDIENCE);
    }

    /** What pool-per-tenant is told of the tenants: their own databases and accounts. */
    private Path writeAccounts(Fleet fleet) throws IOException, SQLException {
        SecretBox secrets = fleet.secrets();
        StringBuilder lines = new StringBuilder();
        try (var controlPlane = fleet.controlPlane().pool(1)) {
            JdbcRouteSource routes = new JdbcRouteSource(controlPlane);
            for (FleetTenant tenant : fleet.tenants()) {
                Placement placement =
                        routes.byId(tenant.tenantId())
                                .flatMap(route -> Optional.ofNullable(route.placement()))
                                .orElseThrow();
                String password =
                        secrets.openText(
                                placement.accountSecret().bytes(),
                                SecretPlaces.tenantAccount(placement.databaseId()));
                lines.append(
                        "%s\t%s\t%s\t%s\n"
                                .formatted(
                                        tenant.id(),
                                        placement.databaseName(),
                                        placement.account(),
                                        password));
            }
        }
        return PrivateFile.write(folder.resolve("accounts.tsv"), lines.toString());
    }
}
