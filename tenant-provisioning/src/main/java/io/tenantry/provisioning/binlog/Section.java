package io.tenantry.provisioning.binlog;

import io.tenantry.routing.TenantId;

/**
 * What a segment's object holds of one database.
 *
 * @param offset of its first byte in the object
 * @param stored bytes, compressed and sealed
 * @param bytes of the events
 */
record Section(String database, TenantId tenant, long offset, long stored, long bytes) {
    /** What is sealed with it: in another's place it does not open. */
    static String name(String stream, long number, String database) {
        return "binlog/%s/%d/%s".formatted(stream, number, database.replace('_', '-'));
    }
}
