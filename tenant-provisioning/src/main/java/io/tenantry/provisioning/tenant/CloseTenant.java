package io.tenantry.provisioning.tenant;

/**
 * What the operations that close a tenant are given.
 *
 * @param graceMillis how long statements and transactions that run may go on, in milliseconds
 */
record CloseTenant(long graceMillis) {}
