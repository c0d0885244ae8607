package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.changelog.Way;
import io.tenantry.provisioning.server.DatabaseName;

/**
 * A database at work.
 *
 * @param way from the version that it is believed to have
 * @param attempts this one included
 */
record Target(String tenant, String databaseId, DatabaseName database, Way way, int attempts) {}
