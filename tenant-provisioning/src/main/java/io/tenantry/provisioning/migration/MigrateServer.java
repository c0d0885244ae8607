package io.tenantry.provisioning.migration;

/**
 * What the operation of one database server in a migration is given.
 *
 * @param run of the migration: an operation of an earlier one ends at once
 */
record MigrateServer(String migration, String server, int run) {}
