package io.tenantry.cli;

import org.jspecify.annotations.Nullable;

/** A command could not do what it was asked: what an operator is told, and what a script tests. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String code;
    private final @Nullable String advice;

    /**
     * @param code why, for programs: lower case with underscores
     * @param what what happened, in words
     * @param advice what to do, a sentence; null if nothing can be done
     */
    public CommandFailedException(
            ExitCode exit, String code, String what, @Nullable String advice) {
        this(exit, code, what, advice, null);
    }

    public CommandFailedException(
            ExitCode exit,
            String code,
            String what,
            @Nullable String advice,
            @Nullable Throwable cause) {
        super(what, cause);
        this.exit = exit;
        this.code = code;
        this.advice = advice;
    }

    public ExitCode exit() {
        return exit;
    }

    public String code() {
        return code;
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    public @Nullable String advice() {
        return advice;
    }
}
