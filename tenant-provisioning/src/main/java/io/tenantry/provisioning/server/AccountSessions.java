package io.tenantry.provisioning.server;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** A session; one that is asleep executes nothing, and has not lately. */
    private record Session(long id, boolean asleep) {}

    /** How many there are. */
    public int count() throws SQLException {
        return listed(0).size();
    }

    /**
     * Ends those that idle: no statement, no open transaction. Not to be asked more often than
     * every tenth of a second, see {@link #inTransaction}.
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
        Set<Long> doomed = all ? ids(listed(0)) : idle(restSeconds);
        for (long id : doomed) {
            killIfStillOurs(id, all);
        }
        Set<Long> left = ids(listed(0));
        // A session that was killed takes a moment to go.
        for (int look = 0; look < LOOKS && !Collections.disjoint(left, doomed); look++) {
            left = ids(listed(0));
        }
        return left.size();
    }

    private static Set<Long> ids(List<Session> sessions) {
        return sessions.stream().map(Session::id).collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Those that slept before and after it was looked who is in a transaction: in any other order
     * one that has just begun, and now sleeps between two statements, would be taken for idle.
     */
    private Set<Long> idle(long restSeconds) throws SQLException {
        Set<Long> idle = asleep(restSeconds);
        if (!idle.isEmpty()) {
            idle.removeAll(inTransaction());
            idle.retainAll(asleep(restSeconds));
        }
        return idle;
    }

    private Set<Long> asleep(long restSeconds) throws SQLException {
        return ids(listed(restSeconds).stream().filter(Session::asleep).toList());
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

    /** A server looks anew only if it was not asked for a tenth of a second. */
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
    private void killIfStillOurs(long id, boolean awake) throws SQLException {
        if (listed(0).stream()
                .noneMatch(session -> session.id() == id && (awake || session.asleep()))) {
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
