package io.tenantry.provisioning.export;

import java.time.Instant;

/**
 * What an export says of itself.
 *
 * @param export its id
 * @param tenant the tenant's id
 * @param takenAt the moment that it shows, or a little before
 * @param server the release of the database server
 * @param schemaVersion of the database's changelog, 64 hex digits
 */
record About(
        String export,
        String tenant,
        String slug,
        String name,
        Instant takenAt,
        String server,
        String schemaVersion) {}
