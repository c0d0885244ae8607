package io.tenantry.provisioning.migration;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration, and how far it is.
 *
 * @param id a ULID
 * @param to the version that its targets come to, 64 hex digits
 * @param pausedFor {@code operator} or {@code error_budget}; null unless it is paused
 * @param run how often it was set going, 1 at first
 * @param wave the present one, from 1; {@code waves} when it has ended
 * @param waves how many there are; 0 if there was nothing to do
 * @param upToDate how many databases were at that version when it began
 * @param targets how many are in each state; those that are nowhere are left out
 */
public record Migration(
        String id,
        String to,
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

    Migration counted(Map<TargetState, Integer> counts) {
        return new Migration(
                id,
                to,
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
