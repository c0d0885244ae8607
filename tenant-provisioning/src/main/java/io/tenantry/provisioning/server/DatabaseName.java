package io.tenantry.provisioning.server;

import io.tenantry.routing.Ulid;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a database that Tenantry made: safe to stand in DDL.
 *
 * @param value {@code t_} and at most 62 lower-case letters, digits and underscores
 */
public record DatabaseName(String value) {
    private static final Pattern FORM = Pattern.compile("t_[a-z0-9_]{1,62}");
    private static final String SCRATCH = "t_scratch_";

    /**
     * @throws IllegalArgumentException if the value is not of the form above
     */
    public DatabaseName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a tenant database: " + value);
        }
    }

    /** The name of the database with that id (a ULID). */
    public static DatabaseName of(String databaseId) {
        return new DatabaseName("t_" + databaseId.toLowerCase(Locale.ROOT));
    }

    /** A name for a database that lives for one recording of a changelog. */
    public static DatabaseName nextScratch() {
        return new DatabaseName(SCRATCH + Ulid.next().toLowerCase(Locale.ROOT));
    }

    /** A pattern for LIKE that finds scratch databases. */
    public static String scratchPattern() {
        return SCRATCH.replace("_", "\\_") + "%";
    }

    static DatabaseName scratchOf(AccountName account) {
        return new DatabaseName(SCRATCH + account.scratchId());
    }

    /** What tells a scratch database's name from all others': 26 characters. */
    String scratchId() {
        return value.substring(SCRATCH.length());
    }

    /** The name as an identifier in SQL. */
    public String quoted() {
        return "`%s`".formatted(value);
    }

    /**
     * The name as GRANT wants it. There an underscore stands for any character: unescaped, the
     * grant for one tenant could reach another's database.
     */
    public String grantPattern() {
        return "`%s`".formatted(value.replace("_", "\\_"));
    }

    /** SQL text without this name as a qualifier: it then speaks of the current database. */
    public String removedFrom(String sql) {
        return sql.replace(quoted() + ".", "").replace(value + ".", "");
    }

    /** Whether the name stands in SQL text. */
    public boolean isNamedIn(String sql) {
        return sql.contains(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
