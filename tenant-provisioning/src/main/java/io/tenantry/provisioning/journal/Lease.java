package io.tenantry.provisioning.journal;

/**
 * The right to run an operation until somebody claims it with a higher token.
 *
 * @param owner who holds it: a replica's name and a mark of its process
 * @param token rises with every claim: the fencing number
 */
record Lease(OperationId operation, String owner, long token) {}
