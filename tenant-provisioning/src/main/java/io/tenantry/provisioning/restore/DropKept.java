package io.tenantry.provisioning.restore;

/**
 * What the operation is given that removes a database that serves no more.
 *
 * @param restore the restore that it was kept for
 * @param database its id
 */
record DropKept(String restore, String database) {}
