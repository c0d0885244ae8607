package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.changelog.Way;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration, and how far it is.
 *
 * @param id a ULID
 * @param from the version that all its targets leave, 64 hex digits; null if they come from several
 * @param to the version that all its targets come to; null if it is a rollback, which takes each to
 *     its own
 * @param rollbackOf the id of the migration that it takes back; null if it takes none back
 * @param pausedFor {@code operator} or {@code error_budget}; null unless it is paused
 * @param run how often it was set going, 1 at first
 * @param wave the present one, from 1; {@code waves} when it has ended
 * @param waves how many there are; 0 if there was nothing to do
 * @param upToDate how many databases were there when it began: at that version, or gone from it
 * @param targets how many are in each state; those that are nowhere are left out
 */
public record Migration(
        String id,
        @Nullable String from,
        @Nullable String to,
        @Nullable String rollbackOf,
        MigrationState state,
        @Nullable String pausedFor,
        int run,
        int wave,
        int waves,
        MigrationSettings settings,
        int upToDate,
        String requestedBy,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant finishedAt,
        Map<TargetState, Integer> targets) {
    public Migration {
        targets = Map.copyOf(targets);
    }

    Way.Direction direction() {
        return rollbackOf == null ? Way.Direction.FORTH : Way.Direction.BACK;
    }

    /** Whether a process that carries a version can work on it. */
    boolean isFor(String carried) {
        return carried.equals(
                switch (direction()) {
                    case FORTH -> to;
                    case BACK -> from;
                });
    }

    Migration counted(Map<TargetState, Integer> counts) {
        return new Migration(
                id,
                from,
                to,
                rollbackOf,
                state,
                pausedFor,
                run,
                wave,
                waves,
                settings,
                upToDate,
                requestedBy,
                createdAt,
                changedAt,
                finishedAt,
                counts);
    }
}
