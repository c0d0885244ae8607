package io.tenantry.benchmarks.backup;

import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import io.tenantry.benchmarks.workbench.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database that is dumped: one large table with three indexes beside its primary key. */
final class Orders {

    static final String DATABASE = "t_orders";

    private static final String DIGITS =
            "(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                    + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";

    private Orders() {}

    /** Makes the database; a million rows come to 164 MB of text. */
    static void make(DatabaseAddress server, int rows) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(DATABASE));
            // Not by the connection: the driver takes a statement back to the database it began in.
            statement.execute("USE " + DATABASE);
            statement.execute(
                    """
                    CREATE TABLE orders (
                        id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
                        customer   CHAR(26)      CHARACTER SET ascii NOT NULL,
                        title      VARCHAR(80)   NOT NULL,
                        note       VARCHAR(200)  NULL,
                        amount     DECIMAL(12,2) NOT NULL,
                        state      VARCHAR(12)   NOT NULL,
                        created_at DATETIME(6)   NOT NULL,
                        score      DOUBLE        NULL,
                        KEY orders_customer (customer),
                        KEY orders_state (state, created_at),
                        KEY orders_created (created_at)
                    )
                    """);
            statement.execute(
                    """
                    INSERT INTO orders (customer, title, note, amount, state, created_at, score)
                    SELECT CONCAT('01J', UPPER(SUBSTR(SHA2(CONCAT('c', r %% 50000), 256), 1, 23))),
                           CONCAT('Coat ', MOD(r * 7919, 100000), ' of ', SUBSTR(SHA2(r, 256), 1, 8)),
                           IF(r %% 10 = 0, NULL, CONCAT('Sewn with care\t', SUBSTR(SHA2(r * 3, 256), 1, 20),
                                                       '\nand ', REPEAT('warm ', r %% 9))),
                           MOD(r * 7907, 1000000) / 100,
                           ELT(1 + r %% 4, 'new', 'paid', 'sent', 'done'),
                           TIMESTAMPADD(MICROSECOND, r * 1000003, '2025-01-01'),
                           r / 7
                    FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d r
                          FROM %1$s a, %1$s b, %1$s c, %1$s d, %1$s e, %1$s f) numbers
                    WHERE r < %2$d
                    ORDER BY r
                    """
                            .formatted(DIGITS, rows));
            statement.execute("ANALYZE TABLE orders");
        }
    }

    /** An empty database of that name, in place of what was there. */
    static void empty(DatabaseAddress server, String database) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + database);
            statement.execute("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(database));
        }
    }

    /** Fails if a database does not hold what the original does, by the server's own sums. */
    static void demandSame(DatabaseAddress server, String database) throws SQLException {
        String original = sum(server, DATABASE);
        String copy = sum(server, database);
        if (!original.equals(copy)) {
            throw new BenchmarkFailedException(
                    "%s is not like the original: %s, not %s".formatted(database, copy, original));
        }
    }

    private static String sum(DatabaseAddress server, String database) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "CHECKSUM TABLE %s.orders EXTENDED".formatted(database))) {
            row.next();
            return String.valueOf(row.getString(2));
        }
    }
}
