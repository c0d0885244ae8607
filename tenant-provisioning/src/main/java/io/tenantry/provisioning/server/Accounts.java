package io.tenantry.provisioning.server;

import java.sql.SQLException;
import java.sql.Statement;

/** The accounts that Tenantry makes on a database server. */
public final class Accounts {
    private Accounts() {}

    /** Makes the account, or gives the one that is there this password. */
    public static void ensure(AdminConnection admin, AccountName account, String password)
            throws SQLException {
        try (Statement statement = admin.jdbc().createStatement()) {
            statement.execute(
                    "CREATE USER IF NOT EXISTS %s IDENTIFIED BY '%s'"
                            .formatted(account.quoted(), password));
            // The server warns when the account was there: then its password may be another.
            if (statement.getWarnings() != null) {
                statement.execute(
                        "ALTER USER %s IDENTIFIED BY '%s'".formatted(account.quoted(), password));
            }
        } catch (SQLException e) {
            throw redacted(e, password);
        }
    }

    /** Lets the account read and write one database: data only, no schema changes. */
    public static void grantUse(AdminConnection admin, AccountName account, DatabaseName database)
            throws SQLException {
        admin.execute(
                "GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON %s.* TO %s"
                        .formatted(database.grantPattern(), account.quoted()));
    }

    /** Lets the account read one database, and nothing else. */
    public static void grantLook(AdminConnection admin, AccountName account, DatabaseName database)
            throws SQLException {
        admin.execute(
                "GRANT SELECT ON %s.* TO %s".formatted(database.grantPattern(), account.quoted()));
    }

    /** Keeps anybody from signing in as the account, or from becoming it; sessions go on. */
    public static void lock(AdminConnection admin, AccountName account) throws SQLException {
        admin.execute("ALTER USER IF EXISTS %s ACCOUNT LOCK".formatted(account.quoted()));
    }

    /** Takes {@link #lock} back. */
    public static void unlock(AdminConnection admin, AccountName account) throws SQLException {
        admin.execute("ALTER USER IF EXISTS %s ACCOUNT UNLOCK".formatted(account.quoted()));
    }

    public static void drop(AdminConnection admin, AccountName account) throws SQLException {
        admin.execute("DROP USER IF EXISTS %s".formatted(account.quoted()));
    }

    /** A server may quote the statement in its error: the password must not travel with it. */
    private static SQLException redacted(SQLException e, String password) {
        String message = e.getMessage();
        return message == null || !message.contains(password)
                ? e
                : new SQLException(
                        message.replace(password, "***"), e.getSQLState(), e.getErrorCode());
    }
}
