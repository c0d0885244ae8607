package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps all but one runner of an operation off a database server.
 *
 * <p>Two named locks of the server, which end with the connection that holds them. The operation's
 * lock is held by whoever ran it last: the present runner, whose lease is proven, kills that
 * connection to get it. The database's lock keeps other operations off the same database; it is
 * waited for and never taken by force.
 */
final class Fence {
    private static final Logger LOG = Logger.getLogger(Fence.class.getName());
    private static final int POLITE_SECONDS = 1;
    private static final int PATIENT_SECONDS = 10;
    private static final int NO_SUCH_THREAD = 1094;

    private final Journal journal;
    private final Lease lease;

    Fence(Journal journal, Lease lease) {
        this.journal = journal;
        this.lease = lease;
    }

    /** Proves that this runner, and only it, works for the operation on this server. */
    void enter(AdminConnection admin) throws SQLException {
        enter(admin, operationLock());
    }

    /** As {@link #enter(AdminConnection)}, for one of several connections that work at once. */
    void enter(AdminConnection admin, int lane) throws SQLException {
        enter(admin, laneLock(lane));
    }

    private void enter(AdminConnection admin, String name) throws SQLException {
        if (!lock(admin, name, POLITE_SECONDS)) {
            journal.demand(lease);
            killHolder(admin, name);
            if (!lock(admin, name, PATIENT_SECONDS)) {
                throw new SQLTransientException(
                        "the last runner of the operation is still at work on the server");
            }
        }
        // Only now: a lease that held before the lock was taken may be lost by then.
        journal.demand(lease);
    }

    /** Keeps other operations off a database, for as long as the connection lives. */
    void guard(AdminConnection admin, DatabaseName database) throws SQLException {
        if (!lock(admin, databaseLock(database), PATIENT_SECONDS)) {
            throw new SQLTransientException("another operation is at work on database " + database);
        }
    }

    /** As {@link #guard}, until {@link #leave}, and for somebody who has other things to do. */
    void guardForAWhile(AdminConnection admin, DatabaseName database) throws SQLException {
        if (!lock(admin, databaseLock(database), POLITE_SECONDS)) {
            throw new SQLTransientException("another operation is at work on database " + database);
        }
    }

    void leave(AdminConnection admin, DatabaseName database) throws SQLException {
        admin.texts("SELECT RELEASE_LOCK(?)", databaseLock(database));
    }

    private String operationLock() {
        return "tenantry:op:" + lease.operation();
    }

    private String laneLock(int lane) {
        return "%s:%d".formatted(operationLock(), lane);
    }

    private static String databaseLock(DatabaseName database) {
        return "tenantry:" + database;
    }

    private static boolean lock(AdminConnection admin, String name, int seconds)
            throws SQLException {
        return admin.texts("SELECT GET_LOCK(?, ?)", name, seconds).equals(List.of("1"));
    }

    private void killHolder(AdminConnection admin, String lock) throws SQLException {
        String holder = admin.texts("SELECT IS_USED_LOCK(?)", lock).getFirst();
        if (holder == null) {
            return;
        }
        LOG.log(
                Level.INFO,
                "operation {0} was left by its last runner; ending that connection",
                lease.operation());
        try {
            admin.execute("KILL " + Long.parseUnsignedLong(holder));
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_THREAD) {
                throw e;
            }
        }
    }
}
