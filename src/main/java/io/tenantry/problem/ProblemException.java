package io.tenantry.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call does not succeed, and the caller shall be told why. Everything in it is shown to the
 * caller: never put SQL, a secret or another tenant's name into it.
 */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String remedy;
    private final @Nullable Duration retryAfter;
    private final transient List<Problem.Fault> faults;

    /**
     * @param detail what happened this time
     * @param remedy what the caller can do about it
     */
    public ProblemException(ErrorCode code, String detail, String remedy) {
        this(code, detail, remedy, null, null);
    }

    /**
     * @param retryAfter when a retry may succeed, or null if waiting does not help
     * @param cause for the log only
     */
    public ProblemException(
            ErrorCode code,
            String detail,
            String remedy,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        this(code, detail, remedy, retryAfter, cause, List.of());
    }

    /**
     * @param faults the single faults, if there are several
     */
    public ProblemException(
            ErrorCode code,
            String detail,
            String remedy,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause,
            List<Problem.Fault> faults) {
        super(detail, cause);
        this.code = code;
        this.remedy = remedy;
        this.retryAfter = retryAfter;
        this.faults = List.copyOf(faults);
    }

    public ErrorCode code() {
        return code;
    }

    /** What happened this time. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** What the caller can do about it. */
    public String remedy() {
        return remedy;
    }

    /** The single faults, if there are several, or the code alone says too little. */
    public List<Problem.Fault> faults() {
        return faults;
    }

    /** When a retry may succeed; empty if waiting does not help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
