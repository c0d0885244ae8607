package io.tenantry.provisioning.server;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sessions of one account on a server: those that work are given time, those that idle are not.
 */
public final class AccountSessions {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration KILLING = Duration.ofSeconds(10);
    private static final int NO_SUCH_THREAD = 1094;

    private final AdminConnection admin;
    private final AccountName account;

    public AccountSessions(AdminConnection admin, AccountName account) {
        this.admin = admin;
        this.account = account;
    }

    private record Session(long id, boolean idle) {}

    /**
     * Ends all sessions of the account, which must be locked by now, or new ones would follow.
     *
     * @param grace how long a statement or an open transaction may go on
     * @throws SQLTransientException if a session does not end
     */
    public void end(Duration grace) throws SQLException {
        long started = System.nanoTime();
        while (true) {
            List<Session> alive = alive();
            if (alive.isEmpty()) {
                return;
            }
            long waited = System.nanoTime() - started;
            if (waited > grace.plus(KILLING).toNanos()) {
                throw new SQLTransientException(
                        "%d sessions of %s do not end".formatted(alive.size(), account));
            }
            for (Session session : alive) {
                if (session.idle() || waited >= grace.toNanos()) {
                    kill(session.id());
                }
            }
            pause();
        }
    }

    private List<Session> alive() throws SQLException {
        Set<Long> inTransaction = inTransaction();
        List<Session> sessions = new ArrayList<>();
        // Not from information_schema, where MySQL has deprecated the list.
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery("SHOW PROCESSLIST")) {
            while (row.next()) {
                if (account.value().equals(row.getString("User"))) {
                    long id = row.getLong("Id");
                    boolean sleeps = "Sleep".equals(row.getString("Command"));
                    sessions.add(new Session(id, sleeps && !inTransaction.contains(id)));
                }
            }
        }
        return sessions;
    }

    private Set<Long> inTransaction() throws SQLException {
        Set<Long> ids = new HashSet<>();
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX")) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    private void kill(long id) throws SQLException {
        try {
            admin.execute("KILL " + id);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_THREAD) {
                throw e;
            }
        }
    }

    private static void pause() throws SQLTransientException {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientException("interrupted while sessions end", e);
        }
    }
}
