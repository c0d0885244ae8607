package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.snapshot.LogPosition;
import java.time.Duration;
import java.time.Instant;

/**
 * What cannot be replayed: nothing that was restored from a backup before its end comes to a time
 * after its beginning.
 *
 * @param database whose; empty for all of the server
 * @param at in the server's log
 * @param detail for people
 */
public record Gap(
        String database,
        LogPosition at,
        Instant from,
        Instant to,
        GapReason reason,
        String detail) {
    private static final int LONGEST_DETAIL = 500;
    private static final Duration UNTOLD = Duration.ofSeconds(2);
    static final String WHOLE_SERVER = "";

    public Gap {
        detail =
                detail.length() <= LONGEST_DETAIL
                        ? detail
                        : detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }

    /**
     * Whether it stands in the way of what was copied at a moment. By the place too, because
     * MariaDB tells no times within a second.
     */
    boolean isBehind(LogPosition place, Instant moment) {
        return !to.isBefore(moment)
                || (ServerLog.ORDER.compare(at, place) >= 0 && !to.isBefore(moment.minus(UNTOLD)));
    }

    /** With another of the same kind, which came later. */
    Gap until(Instant later) {
        return new Gap(database, at, from, later.isAfter(to) ? later : to, reason, detail);
    }
}
