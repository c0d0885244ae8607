package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.localstack.Engine;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.server.ServerTrouble;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;

/** A server whose disk can be full: all tables lie in one file that may not grow above 20 MiB. */
public final class FullServer implements AutoCloseable {
    /** Its name in the fleet. */
    public static final String NAME = "full";

    private static final int MOST = 5_000;

    private final LocalDatabaseServer server;
    private int filled;

    private FullServer(LocalDatabaseServer server) {
        this.server = server;
    }

    /** One of a fleet, with room. */
    public static FullServer in(TestFleet fleet) {
        LocalDatabaseServer server =
                fleet.stack()
                        .startDatabaseServer(
                                NAME,
                                "--innodb-file-per-table=0",
                                "--innodb-data-file-path=ibdata1:12M:autoextend:max:20M");
        fleet.servers()
                .register(TestFleet.registration(NAME, server.describe()), TestFleet.OPERATOR);
        return new FullServer(server);
    }

    /** A session of its admin. */
    public Connection admin() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(server.describe().host(), server.describe().port()),
                server.describe().adminUser(),
                server.describe().adminPassword());
    }

    /** What a query finds. */
    public List<String> texts(String sql) {
        return TestFleet.on(server.describe(), sql);
    }

    /** Databases and accounts of tenants, scratch databases included. */
    public Set<String> made() {
        return Set.copyOf(
                texts(
                        """
                        SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 't\\_%'
                        UNION ALL
                        SELECT CONCAT(User, '@') FROM mysql.user WHERE User LIKE 't\\_%'
                        """));
    }

    /** Needs some room; {@link #fill} takes what is left. */
    public void prepare() throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE filler");
            // No BLOBs: MariaDB ends itself when it finds no page for one.
            statement.execute("CREATE TABLE filler.rows_ (id SERIAL, bytes VARBINARY(7000))");
        }
    }

    /**
     * Writes rows until none fits, and makes tables until none does: time and again until there was
     * nothing to add, as what was dropped or undone before gives its pages back later.
     */
    public void fill() throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            String rows = String.join(", ", Collections.nCopies(20, "(REPEAT('x', 7000))"));
            int before;
            do {
                before = filled;
                awaitPurge(statement);
                untilFull(_ -> "INSERT INTO filler.rows_ (bytes) VALUES " + rows, statement);
                untilFull("CREATE TABLE filler.t_%d (id INT)"::formatted, statement);
            } while (filled > before);
        }
    }

    /** MariaDB frees a dropped table's pages when it purges; MySQL does so at once. */
    private void awaitPurge(Statement statement) throws SQLException {
        if (server.describe().engine() == Engine.MARIADB) {
            statement.execute("SET GLOBAL innodb_max_purge_lag_wait = 0");
        }
    }

    private void untilFull(IntFunction<String> sql, Statement statement) {
        assertThatThrownBy(
                        () -> {
                            while (filled < MOST) {
                                statement.execute(sql.apply(filled));
                                filled++;
                            }
                        })
                .isInstanceOf(SQLException.class)
                .satisfies(e ->
                        assertThat(ServerTrouble.behind(e))
                                .as(e.toString())
                                .contains(ProvisioningException.Reason.SERVER_FULL));
    }

    /** Somebody clears up. */
    public void makeRoom() throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute("DROP DATABASE filler");
        }
        // Servers hand out the pages of what was dropped only after a while.
        Awaitility.await()
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(this::isThereRoomForMuch);
    }

    private boolean isThereRoomForMuch() throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS probe");
            try {
                statement.execute("CREATE TABLE probe.rows_ (id SERIAL, bytes VARBINARY(7000))");
                statement.execute(
                        "INSERT INTO probe.rows_ (bytes) VALUES "
                                + String.join(
                                        ", ", Collections.nCopies(99, "(REPEAT('x', 7000))")));
                return true;
            } finally {
                statement.execute("DROP DATABASE probe");
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
