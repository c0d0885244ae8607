package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Brings rows back in one transaction of the tenant's database, with its foreign keys, unique keys
 * and checks in force: all of them, or none.
 */
final class RowTransaction {
    /** So that the tenant's own work does not wait for long. */
    static final long MOST = 100_000;

    private static final int LOCK_WAIT_SECONDS = 5;

    // Duplicate key, foreign keys, NULL in a column that has none, too long or out of range, CHECK.
    private static final Set<Integer> REFUSALS =
            Set.of(
                    1062, 1216, 1217, 1451, 1452, 1048, 1364, 1406, 1264, 1265, 1292, 1366, 3819,
                    4025);

    private final AdminConnection admin;
    private final PeekDiffs.Both both;

    RowTransaction(AdminConnection admin, PeekDiffs.Both both) {
        this.admin = admin;
        this.both = both;
    }

    /**
     * Does it.
     *
     * @param keep whether what was done stays
     * @throws ProvisioningException with {@link Reason#ROWS_MALFORMED}, {@link
     *     Reason#ROWS_TOO_MANY} or {@link Reason#ROWS_REFUSED}; then nothing was changed
     */
    RowsReport run(RowsWish wish, boolean keep) throws SQLException {
        RowMove move = RowMove.of(pair(wish.table()), wish);
        admin.execute(
                """
                SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00',
                    foreign_key_checks = 1, unique_checks = 1, innodb_lock_wait_timeout = %d
                """
                        .formatted(LOCK_WAIT_SECONDS));
        // What is read of the live table is what is there, and stays so until the end.
        admin.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        admin.jdbc().setAutoCommit(false);
        boolean committed = false;
        try {
            RowsReport report = moved(move, wish.mode());
            if (keep) {
                admin.jdbc().commit();
                committed = true;
            }
            return report;
        } catch (SQLException e) {
            if (REFUSALS.contains(e.getErrorCode())) {
                throw refused(e);
            }
            throw e;
        } finally {
            if (!committed) {
                admin.jdbc().rollback();
            }
            admin.jdbc().setAutoCommit(true);
        }
    }

    private TablePair pair(String table) throws SQLException {
        return TablePairs.of(admin, both.peek().name(), both.live().name())
                .find(table)
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.ROWS_MALFORMED,
                                "no table of the tenant's is called %s both then and now"
                                        .formatted(table)));
    }

    private RowsReport moved(RowMove move, RowsMode mode) throws SQLException {
        long matched = move.count(admin);
        if (matched > MOST) {
            throw new ProvisioningException(
                    Reason.ROWS_TOO_MANY,
                    "%d rows are more than the %d that are brought back at once; narrow the filter, or restore the backup"
                            .formatted(matched, MOST));
        }
        long replaced = mode == RowsMode.REPLACE ? move.replace(admin) : 0;
        return new RowsReport(matched, move.insert(admin), replaced);
    }

    private static ProvisioningException refused(SQLException e) {
        return new ProvisioningException(
                Reason.ROWS_REFUSED,
                "the tenant's database does not take the rows: %s (error %d); nothing was changed"
                        .formatted(e.getMessage(), e.getErrorCode()),
                e);
    }
}
