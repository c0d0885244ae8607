package io.tenantry.provisioning.journal;

/**
 * An operation that nobody seems to run.
 *
 * @param token its lease token when it was seen: a claim succeeds only if it is still the same
 */
record Due(OperationId operation, long token) {}
