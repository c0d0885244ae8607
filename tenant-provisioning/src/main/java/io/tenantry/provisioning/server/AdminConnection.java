package io.tenantry.provisioning.server;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tenantry.routing.mysql.ServerVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A connection to a database server as its admin, for one piece of work on one thread. */
public final class AdminConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AdminConnection.class.getName());

    private final Connection jdbc;
    private final String serverId;
    private final ServerVersion version;
    private final Consumer<Connection> afterwards;
    // Also looked at by whoever breaks it off.
    private volatile boolean closed;
    private boolean sessionChanged;

    /**
     * @param afterwards closes the connection, or keeps it for the next piece of work
     */
    AdminConnection(
            Connection jdbc,
            String serverId,
            ServerVersion version,
            Consumer<Connection> afterwards) {
        this.jdbc = jdbc;
        this.serverId = serverId;
        this.version = version;
        this.afterwards = afterwards;
    }

    /** The connection itself, in autocommit mode; its current database is nobody's until set. */
    public Connection jdbc() {
        return jdbc;
    }

    /** The id of the registered server. */
    public String serverId() {
        return serverId;
    }

    public ServerVersion version() {
        return version;
    }

    /** Executes one statement that has no parameters. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Reads the first column of all rows, as text. */
    public List<String> texts(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
            bind(statement, parameters);
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    /** Executes one statement with parameters and says how many rows it changed. */
    public int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** Makes an empty database, in the character set that every tenant has. */
    public void createDatabase(DatabaseName database) throws SQLException {
        execute(
                "CREATE DATABASE IF NOT EXISTS %s CHARACTER SET utf8mb4"
                        .formatted(database.quoted()));
    }

    public void dropDatabase(DatabaseName database) throws SQLException {
        execute("DROP DATABASE IF EXISTS %s".formatted(database.quoted()));
    }

    /** Whether a database has no table and no view. */
    public boolean isEmpty(DatabaseName database) throws SQLException {
        return texts("SHOW TABLES FROM %s".formatted(database.quoted())).isEmpty();
    }

    /** Makes a database the current one. */
    public void use(DatabaseName database) throws SQLException {
        jdbc.setCatalog(database.value());
    }

    /** Remembers that somebody else's statement may have set something for those that follow. */
    public void sessionChanged() {
        sessionChanged = true;
    }

    /** Whether the next database needs a connection without what this one's statements have set. */
    public boolean isSessionChanged() {
        return sessionChanged;
    }

    /**
     * Ends the piece of work and lets go of the server's locks; a server that is gone cannot make
     * it fail.
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            afterwards.accept(jdbc);
        }
    }

    /** Whether the piece of work has ended. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Breaks off whatever statement is at work, for another thread: its socket is closed, and the
     * thread that waits for an answer fails at once. Nothing happens once {@link #close closed}.
     */
    public void breakOff() {
        if (!closed) {
            try {
                ((JdbcConnection) jdbc).abortInternal();
            } catch (SQLException | RuntimeException e) {
                LOG.log(Level.FINE, "breaking off an admin connection failed", e);
            }
        }
    }

    /**
     * As {@link #close}, after a failure: nobody goes on with this connection, nor with the rights
     * that its account had when it signed in.
     */
    public void discard() {
        if (!closed) {
            try {
                jdbc.close();
            } catch (SQLException e) {
                LOG.log(Level.FINE, "closing an admin connection failed", e);
            }
            close();
        }
    }
}
