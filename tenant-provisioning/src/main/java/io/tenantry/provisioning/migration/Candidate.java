package io.tenantry.provisioning.migration;

/**
 * A database that may have to be migrated.
 *
 * @param from its version, 64 hex digits
 */
record Candidate(String tenant, String databaseId, String serverId, String from, boolean canary) {}
