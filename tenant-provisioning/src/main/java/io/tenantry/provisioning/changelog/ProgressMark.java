package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many moves of a migration were made on a database, written down in that database. Only for
 * migrations on whose way a database looks the same twice; gone when the migration is over.
 */
final class ProgressMark {
    static final String TABLE = "tenantry_migration_progress";

    private ProgressMark() {}

    /** What is written in the connection's current database; empty if nothing. */
    static OptionalInt read(AdminConnection admin) throws SQLException {
        if (admin.texts("SHOW TABLES LIKE '%s'".formatted(TABLE.replace("_", "\\_"))).isEmpty()) {
            return OptionalInt.empty();
        }
        List<String> done = admin.texts("SELECT done FROM " + TABLE);
        return OptionalInt.of(done.isEmpty() ? 0 : Integer.parseInt(done.getFirst()));
    }

    static void begin(AdminConnection admin) throws SQLException {
        admin.execute(
                """
                CREATE TABLE IF NOT EXISTS %s (
                    only_row TINYINT NOT NULL PRIMARY KEY,
                    done     INT     NOT NULL
                ) ENGINE = InnoDB
                """
                        .formatted(TABLE));
    }

    /** Writes it down in the transaction that is open, if one is. */
    static void write(AdminConnection admin, int done) throws SQLException {
        admin.update(
                "INSERT INTO %s (only_row, done) VALUES (1, ?) ON DUPLICATE KEY UPDATE done = VALUES(done)"
                        .formatted(TABLE),
                done);
    }

    static void end(AdminConnection admin) throws SQLException {
        admin.execute("DROP TABLE IF EXISTS " + TABLE);
    }
}
