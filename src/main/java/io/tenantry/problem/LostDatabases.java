package io.tenantry.problem;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.pool.TenantLeases;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Tells a database that somebody dropped by hand from a table that is missing. On a connection that
 * had the database already MariaDB speaks of a missing table in both cases, so the server is asked.
 */
@Singleton
class LostDatabases {
    private static final int DEEPEST_CAUSE = 20;
    private static final int UNKNOWN_TABLE = 1146;

    private final TenantLeases leases;

    LostDatabases(TenantLeases leases) {
        this.leases = leases;
    }

    /** The failure, unless the database of the tenant at work is missing: then one that says so. */
    Throwable explained(Throwable failure) {
        return speaksOfAMissingTable(failure)
                        && TenantContext.current().filter(leases::isDatabaseMissing).isPresent()
                ? new RoutingException(
                        Reason.DATABASE_MISSING, "a tenant's database is gone", null, failure)
                : failure;
    }

    private static boolean speaksOfAMissingTable(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(cause ->
                        cause instanceof SQLException sql && sql.getErrorCode() == UNKNOWN_TABLE);
    }
}
