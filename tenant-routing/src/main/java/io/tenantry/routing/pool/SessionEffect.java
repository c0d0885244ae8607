package io.tenantry.routing.pool;

import java.util.Locale;
import java.util.Set;

/**
 * What a statement may leave behind in a session, judged by its text.
 *
 * <p>Only statements known to be harmless pass as such: a false alarm costs a reset, a miss would
 * let one lease's variables, locks or temporary tables reach the next.
 */
enum SessionEffect {
    /** Leaves nothing but rows. */
    NONE,
    /** Begins or ends a transaction. */
    TRANSACTION,
    /** May leave variables, locks, temporary tables or another default database. */
    SESSION;

    private static final Set<String> ROWS =
            Set.of("select", "insert", "update", "delete", "replace", "with", "show", "explain");
    private static final Set<String> TRANSACTIONS =
            Set.of("commit", "rollback", "begin", "start", "savepoint", "release");

    static SessionEffect of(String sql) {
        int start = skipBlanksAndComments(sql);
        int end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        String verb = lower(sql.substring(start, end));
        if (ROWS.contains(verb)) {
            return touchesSession(sql) ? SESSION : NONE;
        }
        if (TRANSACTIONS.contains(verb)) {
            return "savepoint".equals(verb) || "release".equals(verb) || isToSavepoint(sql, end)
                    ? NONE
                    : TRANSACTION;
        }
        if ("set".equals(verb) && lower(sql.substring(end).strip()).startsWith("autocommit")) {
            return TRANSACTION;
        }
        // Connector/J's ping travels as a comment.
        return verb.isEmpty() && start >= sql.length() ? NONE : SESSION;
    }

    private static boolean isToSavepoint(String sql, int from) {
        String rest = lower(sql.substring(from).strip());
        return rest.startsWith("to ");
    }

    /** User variables and named locks can hide in any query. */
    private static boolean touchesSession(String sql) {
        return sql.indexOf('@') >= 0 || containsIgnoreCase(sql, "get_lock");
    }

    private static int skipBlanksAndComments(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c) || c == '(') {
                at++;
            } else if (sql.startsWith("/*", at) && !sql.startsWith("/*!", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                return at;
            }
        }
        return at;
    }

    private static boolean containsIgnoreCase(String sql, String word) {
        for (int i = sql.length() - word.length(); i >= 0; i--) {
            if (sql.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
