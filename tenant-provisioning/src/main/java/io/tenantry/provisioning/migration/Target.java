package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.server.DatabaseName;

/**
 * A database at work.
 *
 * @param from the version that it is believed to have
 * @param attempts this one included
 */
record Target(String tenant, String databaseId, DatabaseName database, String from, int attempts) {}
