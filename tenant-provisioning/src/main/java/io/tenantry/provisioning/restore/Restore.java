package io.tenantry.provisioning.restore;

import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A database of a tenant that took the place of another; what has not happened yet is null.
 *
 * @param id a ULID
 * @param backup which it was filled from
 * @param at which moment was asked for; null for that of the backup
 * @param formerDatabase the one that served before
 * @param database the restored one
 * @param closedAt when the tenant's route was last closed for it
 * @param switchedAt when the restored database began to serve
 * @param undoneAt when the former one began to serve again
 * @param fencedAt when the former database was locked, if it was left on a server that was lost;
 *     null until that has come back
 * @param keptUntil when the one that does not serve goes; null once it has gone
 */
public record Restore(
        String id,
        TenantId tenant,
        RestoreMode mode,
        RestoreState state,
        String backup,
        @Nullable Instant at,
        @Nullable String formerDatabase,
        @Nullable String database,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant closedAt,
        @Nullable Instant switchedAt,
        @Nullable Instant undoneAt,
        @Nullable Instant fencedAt,
        @Nullable Instant keptUntil) {

    /** The database that does not serve, once the route has turned; null before. */
    @Nullable String unserving() {
        return switch (state) {
            case DONE -> formerDatabase;
            case UNDONE -> database;
            case RUNNING, FAILED, UNDOING -> null;
        };
    }

    /** Whether the former database lies on a server that was lost and has not been locked since. */
    public boolean isLeft() {
        return mode == RestoreMode.LOST_SERVER && state == RestoreState.DONE && fencedAt == null;
    }

    /** How long nobody was served when the route last turned; null if it has not. */
    public @Nullable Duration cutOver() {
        Instant opened = undoneAt == null ? switchedAt : undoneAt;
        return closedAt == null || opened == null ? null : Duration.between(closedAt, opened);
    }
}
