package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.changelog.Way;

/**
 * A database that may have to be migrated.
 *
 * @param way from the version that it has
 */
record Candidate(String tenant, String databaseId, String serverId, Way way, boolean canary) {}
