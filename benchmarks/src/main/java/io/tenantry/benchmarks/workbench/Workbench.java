package io.tenantry.benchmarks.workbench;

import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.localstack.StackOptions;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.routing.Ulid;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The options and the servers of one run. */
public final class Workbench implements AutoCloseable {

    /** What a stock server allows, said aloud. */
    public static final int SERVER_CONNECTIONS = 151;

    private static final int SERVERS = 2;
    private static final int FULL_FLEET = 1_000;
    private static final int QUICK_FLEET = 60;

    private final BenchOptions options;
    private final LocalStack stack;
    private @Nullable Fleet fleet;

    private Workbench(BenchOptions options, LocalStack stack) {
        this.options = options;
        this.stack = stack;
    }

    /** Starts the servers, on empty folders. */
    public static Workbench open(BenchOptions options) {
        StackOptions wanted =
                StackOptions.in(options.output().resolve("stack-" + options.engine()))
                        .withEngine(options.engine())
                        .withServers(SERVERS)
                        .withDurable(true)
                        .withFresh(true)
                        .withDatabaseArguments("--max-connections=" + SERVER_CONNECTIONS);
        return new Workbench(options, LocalStack.start(wanted));
    }

    public BenchOptions options() {
        return options;
    }

    /** One of two values, by whether the run is a short one. */
    public <T> T either(T full, T quick) {
        return options.quick() ? quick : full;
    }

    /** The database servers and Redis. */
    public LocalStack stack() {
        return stack;
    }

    /** The server with control planes and whatever is not a tenant's. */
    public DatabaseServer platformServer() {
        return stack.databaseServers().getFirst();
    }

    /** The server that only tenants are on. */
    public DatabaseServer tenantServer() {
        return stack.databaseServers().getLast();
    }

    /** How provisioning is told of a server. */
    public static ServerRegistration registration(DatabaseServer server) {
        return new ServerRegistration(
                server.name(),
                server.host(),
                server.port(),
                server.adminUser(),
                server.adminPassword());
    }

    /** A new, empty database for a control plane. */
    public DatabaseAddress newControlPlane() throws SQLException {
        var account = stack.controlPlane();
        String name = "cp_" + Ulid.at(Instant.now()).toLowerCase(Locale.ROOT);
        var empty =
                new DatabaseAddress(
                        jdbcUrl(platformServer(), ""), account.user(), account.password());
        try (Connection connection = empty.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        // As the server has it: the driver need not ask about autocommit.
        return new DatabaseAddress(
                jdbcUrl(platformServer(), name) + "&useLocalSessionState=true",
                account.user(),
                account.password());
    }

    /**
     * A server's admin account.
     *
     * @param database to be in; empty for none
     */
    public DatabaseAddress admin(DatabaseServer server, String database) {
        return new DatabaseAddress(
                jdbcUrl(server, database), server.adminUser(), server.adminPassword());
    }

    /** How benchmarks and peers connect to a database: times in UTC, no TLS on the loopback. */
    public String jdbcUrl(DatabaseServer server, String database) {
        return "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
                .formatted(server.host(), server.port(), database);
    }

    /** The engine and its exact release. */
    public String engineRelease() throws SQLException {
        try (Connection connection = admin(tenantServer(), "").connect()) {
            String release = connection.getMetaData().getDatabaseProductVersion();
            return options.engine() + " " + release;
        }
    }

    /** The tenants of this run, created when they are first asked for. */
    public synchronized Fleet fleet() throws SQLException, InterruptedException {
        if (fleet == null) {
            fleet = new FleetBuilder(this).build(either(FULL_FLEET, QUICK_FLEET));
        }
        return fleet;
    }

    /** Tenants of its own for a benchmark that changes them. */
    public Fleet newFleet(int tenants) throws SQLException, InterruptedException {
        return new FleetBuilder(this).build(tenants);
    }

    /** A folder for what one benchmark writes besides its report. */
    public Path folder(Benchmark benchmark) {
        return options.output().resolve("bench").resolve(benchmark.name());
    }

    @Override
    public void close() {
        stack.close();
    }
}
