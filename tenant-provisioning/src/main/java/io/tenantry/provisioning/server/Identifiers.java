package io.tenantry.provisioning.server;

/** Names of tables, columns and other objects in SQL. */
public final class Identifiers {
    private Identifiers() {}

    /** A name that a database told us, as an identifier in SQL: whatever it holds, it is a name. */
    public static String quoted(String name) {
        return "`%s`".formatted(name.replace("`", "``"));
    }
}
