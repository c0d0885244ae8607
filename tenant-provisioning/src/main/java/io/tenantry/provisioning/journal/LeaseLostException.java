package io.tenantry.provisioning.journal;

/** Another runner has taken the operation over: this one must not touch it any more. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(Lease lease) {
        super(
                "operation %s is no longer run by %s (token %d)"
                        .formatted(lease.operation(), lease.owner(), lease.token()));
    }
}
