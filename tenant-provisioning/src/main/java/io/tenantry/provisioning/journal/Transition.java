package io.tenantry.provisioning.journal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move of an operation, planned but not yet journaled.
 *
 * @param notes what onlookers are told, in order
 * @param failure what to keep as the operation's error; null if nothing failed for good
 * @param pause null if the runner goes on with it; otherwise it lets go, and the next attempt is
 *     due after this long
 */
record Transition(
        Course after, List<Note> notes, @Nullable Failure failure, @Nullable Duration pause) {
    static Transition onward(Course after, Note... notes) {
        return new Transition(after, List.of(notes), null, null);
    }

    boolean keepsLease() {
        return pause == null && !after.state().isFinal();
    }
}
