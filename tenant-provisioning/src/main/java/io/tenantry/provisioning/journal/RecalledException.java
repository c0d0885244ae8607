package io.tenantry.provisioning.journal;

/** The operation is wanted back: its move forward was not written, only one back is. */
final class RecalledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    RecalledException(Lease lease, String why) {
        super("operation %s is wanted back: %s".formatted(lease.operation(), why));
        this.why = why;
    }

    String why() {
        return why;
    }
}
