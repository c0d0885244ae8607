package io.tenantry.provisioning.binlog;

/**
 * The right to archive a server's log until somebody claims it with a higher token.
 *
 * @param token rises with every claim: the fencing number
 */
record ArchiverLease(String serverId, String owner, long token) {}
