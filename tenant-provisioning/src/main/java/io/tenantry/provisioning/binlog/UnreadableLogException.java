package io.tenantry.provisioning.binlog;

/** What came is not a binary log, or one whose form is not known. */
final class UnreadableLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableLogException(String message) {
        super(message);
    }
}
