package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.workbench.Fleet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A fleet whose schedule can be set going and stopped, from outside the server. */
final class NightFleet implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String OFF = "{\"backups.schedule\":\"off\"}";

    private final Fleet fleet;
    private final Connection controlPlane;

    private NightFleet(Fleet fleet, Connection controlPlane) {
        this.fleet = fleet;
        this.controlPlane = controlPlane;
    }

    static NightFleet of(Fleet fleet) throws SQLException {
        return new NightFleet(fleet, fleet.controlPlane().connect());
    }

    /** Gives every tenant rows besides the one that is asked for. */
    void fill(int rows) throws SQLException {
        List<String> databases = new ArrayList<>();
        try (Statement statement = controlPlane.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT database_name FROM tenant_databases")) {
            while (found.next()) {
                databases.add(found.getString(1));
            }
        }
        try (Connection admin = fleet.admin().connect();
                Statement statement = admin.createStatement()) {
            for (String database : databases) {
                statement.execute(
                        """
                        INSERT INTO `%s`.designs
                            (id, title, prompt, created_by, version, created_at, changed_at)
                        WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                        SELECT CONCAT('00000000000000000000', LPAD(i, 6, '0')), CONCAT('Design ', i),
                               REPEAT(CONCAT('linen, sea green, ', i, '; '), 8), 'somebody', 0,
                               NOW(6), NOW(6)
                        FROM n
                        """
                                .formatted(database, rows));
            }
        }
    }

    /** Whether backups are made. */
    void schedule(boolean on) throws SQLException {
        try (PreparedStatement update =
                controlPlane.prepareStatement("UPDATE tenants SET settings = ?")) {
            update.setString(1, on ? null : OFF);
            update.executeUpdate();
        }
    }

    /** Waits until no operation is at work. */
    void awaitQuiet() throws SQLException, InterruptedException {
        while (count("SELECT COUNT(*) FROM operations WHERE state = 'running'") > 0) {
            Thread.sleep(POLL);
        }
    }

    int backedUp() throws SQLException {
        return count("SELECT COUNT(*) FROM backups WHERE state = 'ready'");
    }

    int failed() throws SQLException {
        return count("SELECT COUNT(*) FROM backups WHERE state = 'failed'");
    }

    boolean allBackedUp() throws SQLException {
        return backedUp() >= fleet.tenants().size();
    }

    private int count(String sql) throws SQLException {
        try (Statement statement = controlPlane.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        controlPlane.close();
    }
}
