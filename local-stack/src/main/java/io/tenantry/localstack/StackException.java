package io.tenantry.localstack;

/** A stack that cannot be had, with a message that says what to do about it. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, with the exit code of {@link StackRunner} for it. */
    public enum Reason {
        /** Arguments that make no sense. */
        USAGE(2),
        /** Another living process holds the data folder. */
        FOLDER_IN_USE(3),
        /** The folder holds another engine's data, or cannot be written. */
        FOLDER_UNUSABLE(4),
        /** Not enough space on the disk of the data folder or of the cache. */
        NO_SPACE(5),
        /** The server's software is not here and could not be fetched. */
        NOT_INSTALLED(6),
        /** A server did not start; the message ends with its last log lines. */
        START_FAILED(7);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    private final Reason reason;

    StackException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    StackException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
