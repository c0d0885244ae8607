package io.tenantry.provisioning.binlog;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What kind of statement a text is, by its first words. */
enum Statement {
    BEGIN,
    COMMIT,
    ROLLBACK,
    /** Marks a place in a transaction, or goes back to it. */
    SAVEPOINT,
    /** A transaction of two phases, with a coordinator elsewhere. */
    XA,
    /** Changes rows, written down as text where rows should be. */
    ROWS,
    CREATE_DATABASE,
    DROP_DATABASE,
    /** Changes what a database consists of. */
    DEFINITION,
    /** Concerns the server, or what tables are like inside; no database's content. */
    NONE;

    private static final Pattern COMMENTS =
            Pattern.compile(
                    "\\A(?:\\s+|/\\*(?!!|M!).*?\\*/|--\\s[^\\n]*\\n|#[^\\n]*\\n)+", Pattern.DOTALL);
    private static final Pattern WORDS =
            Pattern.compile("([a-z_]+)(?:\\s+([a-z_]+))?.*", Pattern.DOTALL);

    /** MariaDB's prefix: what follows is a statement of any kind. */
    private static final Pattern SET_STATEMENT =
            Pattern.compile("set\\s+statement\\s.*?\\sfor\\s+", Pattern.DOTALL);

    private static final int LOOKED_AT = 1_000;
    private static final Set<String> OF_ROWS =
            Set.of(
                    "insert", "update", "delete", "replace", "load", "call", "do", "with", "select",
                    "values", "table", "import");
    private static final Set<String> OF_NO_DATABASE =
            Set.of(
                    "grant",
                    "revoke",
                    "flush",
                    "analyze",
                    "optimize",
                    "repair",
                    "check",
                    "install",
                    "uninstall",
                    "kill",
                    "reset",
                    "change",
                    "purge",
                    "shutdown",
                    "stop",
                    "start",
                    "lock",
                    "unlock");
    private static final Set<String> OF_ACCOUNTS =
            Set.of(
                    "user",
                    "role",
                    "server",
                    "tablespace",
                    "undo",
                    "logfile",
                    "resource",
                    "spatial",
                    "temporary");

    static Statement of(String sql) {
        String start = sql.substring(0, Math.min(sql.length(), LOOKED_AT));
        String text = COMMENTS.matcher(start).replaceFirst("").toLowerCase(Locale.ROOT);
        Matcher prefix = SET_STATEMENT.matcher(text);
        Matcher words = WORDS.matcher(prefix.lookingAt() ? text.substring(prefix.end()) : text);
        if (!words.matches()) {
            // What hides in a comment that is executed is for the server to understand.
            return DEFINITION;
        }
        return of(words.group(1), words.group(2) == null ? "" : words.group(2));
    }

    private static Statement of(String first, String second) {
        return switch (first) {
            case "begin" -> BEGIN;
            case "commit" -> COMMIT;
            case "rollback" -> second.equals("to") ? SAVEPOINT : ROLLBACK;
            case "savepoint", "release" -> SAVEPOINT;
            case "xa" -> XA;
            case "create" -> made(second);
            case "drop" -> dropped(second);
            case "alter" -> second.equals("user") || second.equals("server") ? NONE : DEFINITION;
            case "rename" -> second.equals("user") ? NONE : DEFINITION;
            // The prefix is not understood: the server has to.
            case "set" -> second.equals("statement") ? DEFINITION : NONE;
            default -> other(first);
        };
    }

    private static Statement made(String what) {
        if (what.equals("database") || what.equals("schema")) {
            return CREATE_DATABASE;
        }
        // CREATE SPATIAL INDEX is one of a table; the others of that list are the server's.
        return OF_ACCOUNTS.contains(what) && !what.equals("spatial") ? NONE : DEFINITION;
    }

    private static Statement dropped(String what) {
        if (what.equals("database") || what.equals("schema")) {
            return DROP_DATABASE;
        }
        return OF_ACCOUNTS.contains(what) ? NONE : DEFINITION;
    }

    private static Statement other(String first) {
        if (OF_ROWS.contains(first)) {
            return ROWS;
        }
        return OF_NO_DATABASE.contains(first) ? NONE : DEFINITION;
    }
}
