package io.tenantry.provisioning.server;

import java.sql.ResultSet;
import java.sql.SQLException;
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
    private static final int LOOKS = 20;
    private static final int NO_SUCH_THREAD = 1094;

    private final AdminConnection admin;
    private final AccountName account;

    public AccountSessions(AdminConnection admin, AccountName account) {
        this.admin = admin;
        this.account = account;
    }

    /** A session; one that idles does not work, and has not lately. */
    private record Session(long id, boolean idle) {}

    /** How many there are. */
    public int count() throws SQLException {
        return listed(0).size();
    }

    /**
     * Ends those that idle: no statement, no open transaction.
     *
     * @param rest how long one has to have idled; in whole seconds
     * @return how many sessions are left
     */
    public int endIdle(Duration rest) throws SQLException {
        return end(rest.toSeconds(), false);
    }

    /**
     * Ends all of them, whatever they do.
     *
     * @return how many have not gone yet
     */
    public int endAll() throws SQLException {
        return end(0, true);
    }

    private int end(long restSeconds, boolean all) throws SQLException {
        int left = 0;
        // A session that was killed takes a moment to go.
        for (int look = 0; look < LOOKS; look++) {
            List<Session> alive = alive(restSeconds);
            List<Session> doomed = alive.stream().filter(session -> all || session.idle()).toList();
            left = alive.size();
            if (doomed.isEmpty()) {
                return left;
            }
            for (Session session : doomed) {
                killIfStillOurs(session.id());
            }
        }
        return left;
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
}
