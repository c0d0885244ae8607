package io.tenantry.provisioning.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A step has to wait for something, which is nobody's fault. Its operation lets go of the runner
 * and of all connections, and the step is taken up again later; this counts as no attempt.
 */
public final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String what;
    private final Duration pause;

    /**
     * Waits.
     *
     * @param what is waited for, as onlookers are told
     * @param pause how long at least, above zero
     */
    public NotYetException(String what, Duration pause) {
        // No stack trace: this is no failure, and comes often.
        super(what, null, false, false);
        this.what = what;
        this.pause = pause;
    }

    private NotYetException(Duration pause) {
        super(null, null, false, false);
        this.what = null;
        this.pause = pause;
    }

    /**
     * Lets others have the runner for a while. Onlookers are not told: this may come often.
     *
     * @param pause how long at least, above zero
     */
    public static NotYetException yielding(Duration pause) {
        return new NotYetException(pause);
    }

    @Nullable String what() {
        return what;
    }

    Duration pause() {
        return pause;
    }
}
