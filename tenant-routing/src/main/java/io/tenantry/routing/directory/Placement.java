package io.tenantry.routing.directory;

/**
 * Where a tenant's data lies and as whom to reach it.
 *
 * @param server the database server
 * @param databaseId the placement's ULID; the database's own, not the tenant's
 * @param databaseName the database on that server
 * @param account the tenant's runtime account
 * @param accountSecret the account's password, sealed
 * @param epoch rises, from 1, with every move, restore and credential rotation
 */
public record Placement(
        ServerEndpoint server,
        String databaseId,
        String databaseName,
        String account,
        Sealed accountSecret,
        long epoch) {}
