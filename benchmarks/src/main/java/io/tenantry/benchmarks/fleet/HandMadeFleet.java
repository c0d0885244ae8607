package io.tenantry.benchmarks.fleet;

import io.tenantry.benchmarks.workbench.Workbench;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same databases without Tenantry, on connections that are open already. */
final class HandMadeFleet implements AutoCloseable {
    private final List<String> names = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();

    /**
     * @param prefix of the databases' names
     * @param statements that make a database as the first release has it
     */
    HandMadeFleet(
            Workbench workbench,
            String prefix,
            int databases,
            int parallelism,
            List<String> statements)
            throws Exception {
        for (int i = 0; i < parallelism; i++) {
            connections.add(workbench.admin(workbench.tenantServer(), "").connect());
        }
        for (int i = 0; i < databases; i++) {
            names.add("%s_%05d".formatted(prefix, i));
        }
        onEach((connection, database) -> {
            execute(connection, "CREATE DATABASE `%s` CHARACTER SET utf8mb4".formatted(database));
            connection.setCatalog(database);
            for (String sql : statements) {
                execute(connection, sql);
            }
        });
    }

    /** What is done to one database. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection, String database) throws Exception;
    }

    List<String> names() {
        return names;
    }

    /** Does it to all, on as many connections as there are. */
    void onEach(Work work) throws Exception {
        ConcurrentLinkedQueue<String> left = new ConcurrentLinkedQueue<>(names);
        List<Callable<Boolean>> lanes = new ArrayList<>();
        for (Connection connection : connections) {
            lanes.add(() -> {
                for (String next = left.poll(); next != null; next = left.poll()) {
                    work.on(connection, next);
                }
                return true;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes.size())) {
            for (Future<Boolean> lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception known ? known : e;
        }
    }

    /** One SELECT in each, on one connection. */
    void ask() throws SQLException {
        try (Statement statement = connections.getFirst().createStatement()) {
            for (String database : names) {
                try (ResultSet rows =
                        statement.executeQuery(
                                "SELECT COUNT(*) FROM `%s`.DATABASECHANGELOG"
                                        .formatted(database))) {
                    rows.next();
                }
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Question marks and braces in the text are the database's.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
