package io.tenantry.provisioning.restore;

/**
 * What the operations are given that lock, or remove, a database that serves no more.
 *
 * @param restore the restore that it was kept for
 * @param database its id
 */
record DropKept(String restore, String database) {}
