package io.tenantry.provisioning.warm;

/**
 * What the operations on a warm database are given.
 *
 * @param database its id, under which its row stands
 */
record WarmWish(String database) {}
