package io.tenantry.replicas;

import io.tenantry.server.FreshControlPlane;
import java.util.Set;
import java.util.TreeSet;

/**
 * Databases, accounts and grants that lie on the database server since this began to look, beside
 * what the books promise.
 */
final class Inventory {
    private static final String ON_SERVER =
            """
            SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 't\\_%'
            UNION ALL
            SELECT CONCAT(User, '@') FROM mysql.user WHERE User LIKE 't\\_%'
            UNION ALL
            SELECT CONCAT(User, ' on ', REPLACE(Db, '\\\\', '')) FROM mysql.db WHERE User LIKE 't\\_%'
            """;
    private static final String PROMISED =
            """
            SELECT database_name FROM tenant_databases
            UNION ALL SELECT CONCAT(account, '@') FROM tenant_databases
            UNION ALL SELECT CONCAT(account, ' on ', database_name) FROM tenant_databases
            UNION ALL SELECT database_name FROM warm_databases
            UNION ALL SELECT CONCAT(account, '@') FROM warm_databases
            UNION ALL SELECT CONCAT(account, ' on ', database_name) FROM warm_databases
            """;

    private final FreshControlPlane controlPlane;
    private final Set<String> before;

    Inventory(FreshControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.before = onServer();
    }

    /** Those that are there. */
    Set<String> found() {
        Set<String> found = onServer();
        found.removeAll(before);
        return found;
    }

    /** Those that have to be there when no operation is running. */
    Set<String> promised() {
        return new TreeSet<>(controlPlane.texts(PROMISED));
    }

    private Set<String> onServer() {
        return new TreeSet<>(controlPlane.texts(ON_SERVER));
    }
}
