package io.tenantry.benchmarks.workbench;

/** What was measured did not work, so that its numbers mean nothing. */
public final class BenchmarkFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchmarkFailedException(String message) {
        super(message);
    }
}
