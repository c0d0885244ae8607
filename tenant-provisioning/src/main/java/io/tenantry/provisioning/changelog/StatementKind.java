package io.tenantry.provisioning.changelog;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement of a changelog is for whoever may have to go on after it was cut short. */
enum StatementKind {
    /** Changes rows: several happen in one transaction, or none. */
    DATA,
    /** Changes the schema: happens by itself, as a whole or not at all, and commits. */
    SCHEMA,
    /** Sets something for the statements that follow on the same connection. */
    SESSION,
    /** Anything else: nobody can say what it leaves behind when it is cut short. */
    OTHER;

    private static final Pattern LEADING_COMMENT =
            Pattern.compile(
                    "\\A(?:\\s+|--[^\\n]*(?:\\n|\\z)|#[^\\n]*(?:\\n|\\z)|/\\*(?!!).*?\\*/)+",
                    Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern OF_THE_SESSION =
            Pattern.compile("CREATE\\s+(OR\\s+REPLACE\\s+)?TEMPORARY\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN_VARIABLE =
            Pattern.compile("SET\\s+@[^@].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    static StatementKind of(String sql) {
        String text = withoutLeadingComments(sql);
        Matcher word = WORD.matcher(text);
        String verb = word.lookingAt() ? word.group().toUpperCase(Locale.ROOT) : "";
        return switch (verb) {
            case "INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH" -> DATA;
            case "ALTER", "DROP", "RENAME", "TRUNCATE", "ANALYZE", "OPTIMIZE" -> SCHEMA;
            case "CREATE" -> OF_THE_SESSION.matcher(text).lookingAt() ? OTHER : SCHEMA;
            // A variable may have been computed from rows that are other ones by now.
            case "SET" -> OWN_VARIABLE.matcher(text).matches() ? OTHER : SESSION;
            default -> OTHER;
        };
    }

    static String withoutLeadingComments(String sql) {
        return LEADING_COMMENT.matcher(sql).replaceFirst("");
    }
}
