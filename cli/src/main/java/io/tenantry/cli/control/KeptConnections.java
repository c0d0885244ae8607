package io.tenantry.cli.control;

import com.mysql.cj.jdbc.Driver;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the control plane that are kept when they are given back, for the few seconds or
 * minutes of one command. A pool would take longer to load than most commands take.
 */
final class KeptConnections implements DataSource, AutoCloseable {
    private static final int ALIVE_SECONDS = 2;

    private final String url;
    private final Properties properties;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    KeptConnections(String url, String user, String password) {
        this.url = url;
        this.properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5000");
        // As the server's own pool: nobody changes autocommit behind the driver's back.
        properties.setProperty("useLocalSessionState", "true");
        properties.setProperty("connectionAttributes", "program_name:tenantry");
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection kept = idle.pollFirst();
        if (kept != null && !kept.isValid(ALIVE_SECONDS)) {
            kept.close();
            kept = null;
        }
        return lent(kept == null ? opened() : kept);
    }

    private Connection opened() throws SQLException {
        // Not by DriverManager, which would look through all jars for drivers.
        Connection opened = new Driver().connect(url, properties);
        if (opened == null) {
            throw new SQLException("not the address of a MySQL or MariaDB database", "08001");
        }
        opened.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return opened;
    }

    private Connection lent(Connection raw) {
        return (Connection)
                Proxy.newProxyInstance(
                        KeptConnections.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) ->
                                method.getName().equals("close")
                                        ? givenBack(raw)
                                        : invoked(raw, method, arguments));
    }

    private @Nullable Object givenBack(Connection raw) throws SQLException {
        if (!raw.isClosed()) {
            if (!raw.getAutoCommit()) {
                raw.rollback();
                raw.setAutoCommit(true);
            }
            idle.addFirst(raw);
        }
        return null;
    }

    private static @Nullable Object invoked(
            Connection raw, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(raw, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Closes what nobody uses. */
    @Override
    public void close() {
        for (Connection raw = idle.pollFirst(); raw != null; raw = idle.pollFirst()) {
            closeQuietly(raw);
        }
    }

    private static void closeQuietly(Connection raw) {
        try {
            raw.close();
        } catch (SQLException e) {
            // The process ends anyway, and the server notices.
            Logger.getLogger(KeptConnections.class.getName()).log(Level.FINE, "not closed", e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("one account only");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
