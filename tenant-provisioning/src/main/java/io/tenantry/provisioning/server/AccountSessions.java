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
    private static final long REST_SECONDS = 1;
    private static final int NO_SUCH_THREAD = 1094;

    private final AdminConnection admin;
    private final AccountName account;

    public AccountSessions(AdminConnection admin, AccountName account) {
        this.admin = admin;
        this.account = account;
    }

    /** A session; one that idles does not work, and has not lately. */
    private record Session(long id, boolean idle) {}

    /**
     * Ends all sessions of the account, which must be locked by now, or new ones would follow.
     *
     * @param grace how long a statement or an open transaction may go on
     * @throws SQLTransientException if a session does not end
     */
    public void end(Duration grace) throws SQLException {
        end(Duration.ZERO, grace, 0);
    }

    /**
     * As {@link #end(Duration)}, but leaves everybody alone for a while: until then sessions that
     * idle may be taken up again, and ending one would fail the work that has just taken it. After
     * it, one that was used a moment ago still counts as working.
     *
     * @param patience how long not even idle sessions are ended
     * @param grace how long a statement or an open transaction may go on after that
     * @throws SQLTransientException if a session does not end
     */
    public void end(Duration patience, Duration grace) throws SQLException {
        end(patience, grace, REST_SECONDS);
    }

    private void end(Duration patience, Duration grace, long restSeconds) throws SQLException {
        long started = System.nanoTime();
        long cut = patience.plus(grace).toNanos();
        while (true) {
            List<Session> alive = alive(restSeconds);
            if (alive.isEmpty()) {
                return;
            }
            long waited = System.nanoTime() - started;
            if (waited > cut + KILLING.toNanos()) {
                throw new SQLTransientException(
                        "%d sessions of %s do not end".formatted(alive.size(), account));
            }
            for (Session session : alive) {
                if (waited >= cut || (waited >= patience.toNanos() && session.idle())) {
                    killIfStillOurs(session.id());
                }
            }
            pause();
        }
    }

    private List<Session> alive(long restSeconds) throws SQLException {
        Set<Long> inTransaction = inTransaction();
        return listed(restSeconds).stream()
                .map(session ->
                        new Session(
                                session.id(),
                                session.idle() && !inTransaction.contains(session.id())))
                .toList();
    }

    /** The account's sessions; here those that idle may have a transaction open. */
    private List<Session> listed(long restSeconds) throws SQLException {
        List<Session> sessions = new ArrayList<>();
        // Not from information_schema, where MySQL has deprecated the list.
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery("SHOW PROCESSLIST")) {
            while (row.next()) {
                if (account.value().equals(row.getString("User"))) {
                    long id = row.getLong("Id");
                    boolean sleeps =
                            "Sleep".equals(row.getString("Command"))
                                    && row.getLong("Time") >= restSeconds;
                    sessions.add(new Session(id, sleeps));
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

    /** A pool may have made the session another tenant's since it was listed. */
    private void killIfStillOurs(long id) throws SQLException {
        if (listed(0).stream().noneMatch(session -> session.id() == id)) {
            return;
        }
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
