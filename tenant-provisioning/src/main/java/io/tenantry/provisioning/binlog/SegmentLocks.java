package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Has the store keep segments as long as the locked backups that are brought forward by them.
 * Without them a locked backup would still be there, but only the moment that it was taken at.
 */
final class SegmentLocks {
    private static final Logger LOG = Logger.getLogger(SegmentLocks.class.getName());

    /** A segment that had no lock is looked at again, and one that may have reached further. */
    private static final Duration YOUNG = Duration.ofHours(3);

    private static final int AT_ONCE = 1_000;

    private final ControlPlane controlPlane;

    SegmentLocks(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    private record Wanted(String stream, long number, String object, Instant until) {}

    /** Locks what is to be locked, the youngest first. */
    void run(ObjectStore store) {
        for (Wanted each : controlPlane.read(this::wanted)) {
            try {
                store.lock(each.object(), each.until());
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a segment of the archived log cannot be locked", e);
                return; // the next one would not go better
            }
            controlPlane.useTransaction(handle -> locked(handle, each));
        }
    }

    private List<Wanted> wanted(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT g.stream_id, g.number, g.object, MAX(b.locked_until) AS until
                        FROM binlog_segments g
                        JOIN binlog_sections p ON p.stream_id = g.stream_id AND p.number = g.number
                        JOIN backups b ON b.tenant_id = p.tenant_id
                        WHERE g.object IS NOT NULL
                          AND (g.locked_until IS NULL OR g.created_at > :young)
                          AND b.locked_until > :now
                          AND COALESCE(b.taken_at, b.created_at) <= g.created_at + INTERVAL :margin SECOND
                        GROUP BY g.stream_id, g.number, g.object, g.locked_until, g.created_at
                        HAVING g.locked_until IS NULL OR until > g.locked_until
                        ORDER BY g.created_at DESC
                        LIMIT :limit
                        """)
                .bind("now", controlPlane.now())
                .bind("young", controlPlane.now().minus(YOUNG))
                .bind("margin", SegmentRetention.MARGIN.toSeconds())
                .bind("limit", AT_ONCE)
                .map((row, _) ->
                        new Wanted(
                                row.getString("stream_id"),
                                row.getLong("number"),
                                row.getString("object"),
                                Columns.instant(row, "until")))
                .list();
    }

    private static void locked(Handle handle, Wanted segment) {
        handle.createUpdate(
                        """
                        UPDATE binlog_segments SET locked_until = :until
                        WHERE stream_id = :stream AND number = :number
                        """)
                .bind("until", segment.until())
                .bind("stream", segment.stream())
                .bind("number", segment.number())
                .execute();
    }
}
