package io.tenantry.provisioning.schedule;

import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant stands with its backups.
 *
 * @param server the name of the database server that serves it
 * @param database the name of its database
 * @param databaseSince when it was placed there
 * @param newest its newest good backup; null for none
 * @param failures attempts that failed since then
 * @param lastFailure when the last of them ended; null for none
 * @param running whether one is being made
 * @param waiting whether that one waits for its tenant, after no attempt that failed, and so
 *     burdens nobody
 * @param drillFailed whether the last drill on one of its backups failed, and no good backup is
 *     younger
 */
record Standing(
        TenantId tenant,
        String slug,
        String name,
        String server,
        String database,
        Instant databaseSince,
        BackupPolicy policy,
        @Nullable Newest newest,
        int failures,
        @Nullable Instant lastFailure,
        boolean running,
        boolean waiting,
        boolean drillFailed) {
    /** After a failure; doubled with each more. */
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /**
     * After a backup, before another for the sake of a gap: some servers never stop making gaps.
     */
    private static final Duration BETWEEN_GAPS = Duration.ofHours(1);

    /**
     * After a backup, before another because the tenant came back to its database: replicas' clocks
     * may disagree, and then the next one seems older than that, too.
     */
    private static final Duration BETWEEN_RETURNS = Duration.ofMinutes(1);

    /** How late a backup may be: half the time to the next, but no longer. */
    private static final Duration MOST_LATE = Duration.ofHours(2);

    /**
     * A tenant's newest good backup.
     *
     * @param at when it was asked for
     * @param database the name that its database had; null if nobody knows
     * @param gap since when it is of no use for later times, because something in the log cannot be
     *     replayed; null if it is
     * @param left when the tenant last went on in another database from there, to come back later:
     *     what it writes since then cannot be had with this backup; null if it did not
     */
    record Newest(
            String id,
            Instant at,
            @Nullable String database,
            @Nullable Instant gap,
            @Nullable Instant left) {}

    /** Whether its server, and a runner, are at work on one. */
    boolean isAtWork() {
        return running && !waiting;
    }

    /**
     * Since when a backup has been due; empty if none is, or if one is being made, or if it is too
     * early to try again. What was missed is due at once, once.
     */
    Optional<Instant> dueSince(Instant now) {
        if (policy.isOff() || running || isPausing(now)) {
            return Optional.empty();
        }
        return owedSince(now);
    }

    private Optional<Instant> owedSince(Instant now) {
        Instant slot = Slots.latest(tenant, policy, now);
        if (newest == null || hasAnotherDatabase()) {
            return Optional.of(databaseSince);
        }
        Instant left = newest.left();
        if (left != null && !newest.at().plus(BETWEEN_RETURNS).isAfter(now)) {
            return Optional.of(left);
        }
        Instant again = newest.at().plus(BETWEEN_GAPS);
        if (newest.gap() != null && !again.isAfter(now)) {
            return Optional.of(again.isAfter(newest.gap()) ? again : newest.gap());
        }
        return newest.at().isBefore(slot) ? Optional.of(slot) : Optional.empty();
    }

    /** A backup of a former database says nothing of what is in this one. */
    private boolean hasAnotherDatabase() {
        return newest != null && newest.database() != null && !database.equals(newest.database());
    }

    /** Such a backup is of no use for what the tenant does now. */
    private boolean isOfAnotherTime() {
        return hasAnotherDatabase() || (newest != null && newest.left() != null);
    }

    private boolean isPausing(Instant now) {
        if (lastFailure == null) {
            return false;
        }
        long pauses = 1L << Math.min(failures - 1, 10);
        Duration pause = FIRST_PAUSE.multipliedBy(Math.max(1, pauses));
        Duration capped = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        return lastFailure.plus(capped).isAfter(now);
    }

    /** What is wrong; empty if nothing is. */
    Set<Risk> risks(Instant now) {
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        if (policy.isOff()) {
            return risks;
        }
        boolean late =
                owedSince(now).map(since -> since.plus(patience()).isBefore(now)).orElse(false);
        if (late) {
            risks.add(
                    newest == null
                            ? Risk.NEVER
                            : isOfAnotherTime() ? Risk.DATABASE_CHANGED : Risk.STALE);
        }
        if (newest != null && newest.gap() != null && !hasAnotherDatabase()) {
            risks.add(Risk.RECOVERY_GAP);
        }
        if (failures > 0) {
            risks.add(Risk.FAILED);
        }
        if (drillFailed) {
            risks.add(Risk.DRILL_FAILED);
        }
        return risks;
    }

    private Duration patience() {
        Duration half = policy.rhythm().every().dividedBy(2);
        return half.compareTo(MOST_LATE) < 0 ? half : MOST_LATE;
    }
}
