package io.tenantry.localstack;

/**
 * The database {@code tenantry} on the stack's first server, empty when the stack is new.
 *
 * @param jdbcUrl for MySQL Connector/J; times are UTC
 * @param user has all privileges on it and on every database named {@code cp_…}, and no others
 */
public record ControlPlane(String jdbcUrl, String user, String password) {

    static ControlPlane on(DatabaseServer server, DatabaseAccounts accounts) {
        String url =
                "jdbc:mysql://%s:%d/%s?connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
                        .formatted(server.host(), server.port(), DatabaseAccounts.CONTROL_DATABASE);
        return new ControlPlane(
                url, DatabaseAccounts.CONTROL_USER, accounts.controlPassword().orElseThrow());
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "%s as %s".formatted(jdbcUrl, user);
    }
}
