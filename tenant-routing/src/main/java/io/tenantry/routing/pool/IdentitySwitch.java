package io.tenantry.routing.pool;

import com.mysql.cj.NativeSession;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.secret.SecretBox;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes a physical connection somebody else: user and database in one COM_CHANGE_USER exchange.
 *
 * <p>The server drops everything the session held (variables, locks, temporary tables, an open
 * transaction). The driver does not notice, so its idea of autocommit is put right here, and so is
 * what it had set up when it connected.
 */
final class IdentitySwitch implements IdentityChange {
    // One statement, so one round trip; autocommit rides along, because COM_CHANGE_USER turns it on
    // and most leases go on to a transaction. It then stays off between a tenant's transactions: an
    // idle session without one holds nothing, and begin and end each save a round trip.
    private static final String BASELINE =
            """
            SET autocommit = %d, time_zone = '+00:00', character_set_results = NULL, \
            sql_mode = CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES')\
            """;
    private static final String BASELINE_ON = BASELINE.formatted(1);
    private static final String BASELINE_OFF = BASELINE.formatted(0);

    private final TenantPasswords passwords;

    IdentitySwitch(SecretBox secrets) {
        this.passwords = new TenantPasswords(secrets);
    }

    @Override
    public void change(
            JdbcConnection connection,
            SessionWatch watch,
            Identity identity,
            Placement placement,
            boolean autocommit)
            throws SQLException {
        changeUser(connection, placement);
        // The beacon before the baseline: it must not open a transaction.
        if (!watch.hasSeen(identity.beacon())) {
            IdentityBeacon.verify(connection, identity);
            watch.seen(identity.beacon());
        }
        baseline(connection, autocommit);
    }

    private void changeUser(JdbcConnection connection, Placement placement) throws SQLException {
        NativeSession session = (NativeSession) connection.getSession();
        try {
            session.changeUser(
                    placement.account(), passwords.of(placement), placement.databaseName());
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        }
        session.getServerSession().setAutoCommit(true);
    }

    private static void baseline(JdbcConnection connection, boolean autocommit)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(autocommit ? BASELINE_ON : BASELINE_OFF);
        }
        connection.getSession().getServerSession().setAutoCommit(autocommit);
    }
}
