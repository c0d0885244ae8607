package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.store.ObjectLockedException;
import io.tenantry.provisioning.store.ObjectStore;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Keeps what backups need, and removes what none needs any more: a segment is needed by a tenant
 * that has a section in it and a backup that is as old, or older. Takes no input, reads what is and
 * converges.
 */
final class SegmentRetention {
    private static final Logger LOG = Logger.getLogger(SegmentRetention.class.getName());

    /** The clocks of servers and of the control plane may differ. */
    static final Duration MARGIN = Duration.ofMinutes(10);

    /** How long the writing of an object may take until it is in the books. */
    private static final Duration UNBOOKED = Duration.ofHours(1);

    private static final int AT_ONCE = 1_000;
    private static final int ULID = 26;
    private static final int ULID_TIME = 10;

    private final ControlPlane controlPlane;
    private final BackupVault vault;

    SegmentRetention(ControlPlane controlPlane, BackupVault vault) {
        this.controlPlane = controlPlane;
        this.vault = vault;
    }

    private record Stored(String stream, long number, String object) {}

    /** How many objects were removed. */
    int run() {
        ObjectStore store = vault.demandStore();
        if (store.locks()) {
            new SegmentLocks(controlPlane).run(store);
        }
        int removed = 0;
        Instant now = controlPlane.now();
        for (Stored each : controlPlane.read(handle -> unneeded(handle, now))) {
            if (remove(store, each.object())) {
                controlPlane.useTransaction(handle -> forget(handle, each));
                removed++;
            }
        }
        controlPlane.useTransaction(SegmentRetention::forgetOldest);
        return removed + removeUnbooked(store);
    }

    private static List<Stored> unneeded(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        SELECT g.stream_id, g.number, g.object
                        FROM binlog_segments g
                        WHERE g.object IS NOT NULL
                          AND (g.locked_until IS NULL OR g.locked_until <= :now)
                          AND NOT EXISTS (
                              SELECT 1
                              FROM binlog_sections p JOIN backups b ON b.tenant_id = p.tenant_id
                              WHERE p.stream_id = g.stream_id AND p.number = g.number
                                AND b.state <> 'failed'
                                AND COALESCE(b.taken_at, b.created_at) <= g.created_at + INTERVAL :margin SECOND)
                        ORDER BY g.created_at
                        LIMIT :limit
                        """)
                .bind("now", now)
                .bind("margin", MARGIN.toSeconds())
                .bind("limit", AT_ONCE)
                .map((row, _) ->
                        new Stored(
                                row.getString("stream_id"),
                                row.getLong("number"),
                                row.getString("object")))
                .list();
    }

    /** The segment stays in the books, so that those beside it still touch each other. */
    private static void forget(Handle handle, Stored segment) {
        handle.createUpdate(
                        "DELETE FROM binlog_sections WHERE stream_id = :stream AND number = :number")
                .bind("stream", segment.stream())
                .bind("number", segment.number())
                .execute();
        handle.createUpdate(
                        """
                        UPDATE binlog_segments SET object = NULL, bytes = 0
                        WHERE stream_id = :stream AND number = :number
                        """)
                .bind("stream", segment.stream())
                .bind("number", segment.number())
                .execute();
    }

    /** From the beginning of a stream, up to what a backup on its server begins with. */
    private static void forgetOldest(Handle handle) {
        handle.createUpdate(
                        """
                        DELETE g
                        FROM binlog_segments g
                        JOIN binlog_streams s ON s.id = g.stream_id
                        JOIN (SELECT stream_id, MAX(number) AS number FROM binlog_segments GROUP BY stream_id) last
                          ON last.stream_id = g.stream_id
                        WHERE g.object IS NULL AND g.number < last.number
                          AND g.created_at < UTC_TIMESTAMP(6) - INTERVAL :margin SECOND
                          AND NOT EXISTS (
                              SELECT 1 FROM backups b
                              WHERE b.server_id = s.server_id AND b.state <> 'failed'
                                AND COALESCE(b.taken_at, b.created_at) <= g.created_at + INTERVAL :margin SECOND)
                        """)
                .bind("margin", MARGIN.toSeconds())
                .execute();
    }

    private static boolean remove(ObjectStore store, String object) {
        try {
            store.delete(object);
            return true;
        } catch (ObjectLockedException e) {
            LOG.log(Level.FINE, "a segment is locked still", e);
            return false;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a segment that nobody needs cannot be removed", e);
            return false;
        }
    }

    /** What was written by a replica that was killed, or fenced off, before it was in the books. */
    private int removeUnbooked(ObjectStore store) {
        Set<String> booked =
                new HashSet<>(
                        controlPlane.read(handle ->
                                handle.createQuery(
                                                "SELECT object FROM binlog_segments WHERE object IS NOT NULL")
                                        .mapTo(String.class)
                                        .list()));
        // Objects end in a ULID, which begins with its time.
        String oldest = Ulid.at(controlPlane.now().minus(UNBOOKED)).substring(0, ULID_TIME);
        int removed = 0;
        try {
            for (String object : store.list("binlog")) {
                boolean isOld =
                        object.substring(Math.max(0, object.length() - ULID)).compareTo(oldest) < 0;
                if (isOld && !booked.contains(object) && remove(store, object)) {
                    removed++;
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the archive of binary logs cannot be listed", e);
        }
        return removed;
    }
}
