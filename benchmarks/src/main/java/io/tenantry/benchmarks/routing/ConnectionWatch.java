package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.workbench.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Counts a server's connections while something runs, from a connection of its own. */
final class ConnectionWatch implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(100);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Long> peak;

    /** Begins to count. */
    ConnectionWatch(DatabaseAddress admin) {
        peak = thread.submit(() -> watch(admin));
    }

    /** Ends, and says how many connections there were at most, but for the watch's own. */
    long peak() throws InterruptedException, ExecutionException {
        stopped.countDown();
        return peak.get();
    }

    private long watch(DatabaseAddress admin) throws SQLException, InterruptedException {
        long most = 0;
        try (Connection connection = admin.connect();
                Statement statement = connection.createStatement()) {
            do {
                most = Math.max(most, count(statement) - 1);
            } while (!stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        }
        return most;
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Threads_connected'")) {
            row.next();
            return row.getLong("Value");
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        thread.shutdown();
    }
}
