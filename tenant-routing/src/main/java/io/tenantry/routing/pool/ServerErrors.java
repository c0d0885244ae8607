package io.tenantry.routing.pool;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a server's error numbers mean for a lease; the same numbers on MySQL and MariaDB. */
final class ServerErrors {
    // 1044 no access to the database, 1045 access denied, 1698 access denied without password, 3118
    // and 4151 account locked (MySQL, MariaDB).
    private static final Set<Integer> REFUSED = Set.of(1044, 1045, 1698, 3118, 4151);
    private static final int UNKNOWN_DATABASE = 1049;

    private ServerErrors() {}

    static boolean isCredentialsRefused(SQLException e) {
        return REFUSED.contains(e.getErrorCode())
                || (e.getSQLState() != null && e.getSQLState().startsWith("28"));
    }

    /** Whether the server has said something at all: that it is full, say. */
    static boolean isAnswer(SQLException e) {
        return e.getErrorCode() != 0;
    }

    /** Whether the answer took too long; the server may be busy, or gone. */
    static boolean isTimeout(SQLException e) {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The account is known, and its database is not there. */
    static boolean isDatabaseMissing(SQLException e) {
        return e.getErrorCode() == UNKNOWN_DATABASE;
    }

    static boolean isConnectionLost(SQLException e) {
        // 1927: MariaDB's "connection was killed"; 1053: shutdown in progress.
        return (e.getSQLState() != null && e.getSQLState().startsWith("08"))
                || e.getErrorCode() == 1927
                || e.getErrorCode() == 1053;
    }
}
