package io.tenantry.cli.control;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import java.time.Duration;

/** A moment between two looks at something that somebody else moves. */
public final class Pause {
    private static final Duration GLANCE = Duration.ofMillis(50);

    private Pause() {}

    /** Waits for that moment. */
    public static void glance() {
        try {
            Thread.sleep(GLANCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(
                    ExitCode.INTERRUPTED, "interrupted", "stopped while it waited", null, e);
        }
    }
}
