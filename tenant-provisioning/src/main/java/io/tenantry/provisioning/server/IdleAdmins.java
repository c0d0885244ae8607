package io.tenantry.provisioning.server;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Admin connections between two pieces of work: at most two a server, for half a minute. Signing in
 * anew costs as much as three tables.
 *
 * <p>What comes here is cleaned first: the server drops its named locks, which fences rest on, its
 * variables, its temporary tables and any open transaction, and its database becomes one in which
 * nothing can be made.
 */
final class IdleAdmins implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IdleAdmins.class.getName());
    private static final int MOST = 2;
    private static final Duration KEEP = Duration.ofSeconds(30);
    private static final int PING_MILLIS = 2_000;
    private static final String NOBODYS = "information_schema";

    private final Map<Account, ArrayDeque<Idle>> idle = new HashMap<>();
    private boolean closed;

    /** Whom a connection is signed in as, and where. */
    record Account(String serverId, String url, String user) {}

    private record Idle(JdbcConnection jdbc, long since) {
        boolean isOld() {
            return System.nanoTime() - since > KEEP.toNanos();
        }
    }

    /** A connection that answers, or null. */
    @Nullable Connection take(Account account) {
        while (true) {
            Idle next = poll(account);
            if (next == null) {
                return null;
            }
            try {
                next.jdbc().pingInternal(false, PING_MILLIS);
                return next.jdbc();
            } catch (SQLException | RuntimeException e) {
                LOG.log(Level.FINE, "an idle admin connection was lost", e);
                abort(next.jdbc());
            }
        }
    }

    /** Cleans a connection and keeps it, or closes it. Never throws. */
    void put(Account account, Connection connection) {
        JdbcConnection jdbc = (JdbcConnection) connection;
        try {
            if (!jdbc.isClosed() && jdbc.getAutoCommit() && hasRoom(account)) {
                clean(jdbc);
                if (offer(account, new Idle(jdbc, System.nanoTime()))) {
                    CompletableFuture.delayedExecutor(KEEP.toMillis() + 1, TimeUnit.MILLISECONDS)
                            .execute(this::dropOld);
                    return;
                }
            }
            jdbc.close();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.FINE, "an admin connection cannot be kept", e);
            abort(jdbc);
        }
    }

    private static void clean(JdbcConnection jdbc) throws SQLException {
        jdbc.resetServerState();
        jdbc.setCatalog(NOBODYS);
    }

    private synchronized @Nullable Idle poll(Account account) {
        ArrayDeque<Idle> shelf = idle.get(account);
        return shelf == null ? null : shelf.pollLast();
    }

    private synchronized boolean hasRoom(Account account) {
        ArrayDeque<Idle> shelf = idle.get(account);
        return !closed && (shelf == null || shelf.size() < MOST);
    }

    private synchronized boolean offer(Account account, Idle one) {
        if (!hasRoom(account)) {
            return false;
        }
        idle.computeIfAbsent(account, a -> new ArrayDeque<>(MOST)).addLast(one);
        return true;
    }

    void dropAll() {
        removed(true).forEach(IdleAdmins::abort);
    }

    private void dropOld() {
        removed(false).forEach(IdleAdmins::abort);
    }

    private synchronized List<JdbcConnection> removed(boolean all) {
        List<JdbcConnection> removed = new ArrayList<>();
        for (ArrayDeque<Idle> shelf : idle.values()) {
            while (!shelf.isEmpty() && (all || shelf.peekFirst().isOld())) {
                removed.add(shelf.removeFirst().jdbc());
            }
        }
        idle.values().removeIf(ArrayDeque::isEmpty);
        return removed;
    }

    private static void abort(JdbcConnection jdbc) {
        try {
            jdbc.abortInternal();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.FINE, "closing an admin connection failed", e);
        }
    }

    /** Closes what is idle; what comes back later is closed at once. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        removed(true)
                .forEach(jdbc -> {
                    try {
                        jdbc.close();
                    } catch (SQLException e) {
                        abort(jdbc);
                    }
                });
    }
}
