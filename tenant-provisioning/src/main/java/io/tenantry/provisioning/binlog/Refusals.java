package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.snapshot.LogPosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row a server's log could not be read on at one place. What passes passes within a
 * minute or so; what does not will be the same for ever. For one thread.
 */
final class Refusals {
    private final int most;
    private @Nullable LogPosition place;
    private int count;

    /**
     * @param most how many it takes to give a place up
     */
    Refusals(int most) {
        this.most = most;
    }

    /** Counts one, and says how many there were at that place. */
    int at(LogPosition where) {
        count = where.equals(place) ? count + 1 : 1;
        place = where;
        return count;
    }

    /** The place behind which to go on; empty as long as it may be read yet. */
    Optional<LogPosition> damaged() {
        return count >= most ? Optional.ofNullable(place) : Optional.empty();
    }

    /** For people, at the end of what was refused. */
    @Override
    public String toString() {
        return place == null
                ? "no refusal"
                : "refused %d times at %s:%d; given up after %d"
                        .formatted(count, place.file(), place.position(), most);
    }
}
