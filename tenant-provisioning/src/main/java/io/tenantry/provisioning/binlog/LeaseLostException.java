package io.tenantry.provisioning.binlog;

/** Another replica archives the server's log now. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(ArchiverLease lease) {
        super("server %s is archived by another replica".formatted(lease.serverId()));
    }
}
