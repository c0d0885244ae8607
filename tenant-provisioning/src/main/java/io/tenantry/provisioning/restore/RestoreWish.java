package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.binlog.LastPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The wish to have a tenant's past back.
 *
 * @param backup which one; null for the newest before {@code at}
 * @param at the moment to go back to; null for that of the backup. Where the server is lost,
 *     neither of both means the last moment that is archived
 * @param server the name of the server to lie on; null for the present one, unless that is lost
 * @param keep whether the former database is kept for a while, so that this can be undone
 * @param slug the tenant's, said again by whoever asks that it is not kept; null if it is
 */
public record RestoreWish(
        @Nullable String backup,
        @Nullable Instant at,
        RestoreMode mode,
        @Nullable String server,
        boolean keep,
        @Nullable String slug) {
    /** The same, with as much as there is. */
    RestoreWish upTo(LastPoint last) {
        return new RestoreWish(
                last.at() == null ? last.backup().id() : null, last.at(), mode, server, keep, slug);
    }

    /** A wish for a backup that can be undone, on the present server. */
    public static RestoreWish of(String backup, RestoreMode mode) {
        return new RestoreWish(backup, null, mode, null, true, null);
    }
}
