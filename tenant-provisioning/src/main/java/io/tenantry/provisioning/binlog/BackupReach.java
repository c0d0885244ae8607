package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.snapshot.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How far a backup can be brought forward.
 *
 * @param until the end of that
 * @param end why it ends there, as a code; null if only because no more is archived yet
 * @param gap that ends it, if one does
 */
record BackupReach(Backup backup, Instant until, @Nullable String end, @Nullable Gap gap) {
    static final String NO_LOG = "no_log";
    static final String NOT_ARCHIVED = "not_archived";
    static final String REPLACED = "replaced";

    static BackupReach of(Handle handle, Backup backup) {
        Instant taken = Objects.requireNonNull(backup.takenAt(), "ready");
        LogPosition position = backup.position();
        String server = backup.serverId();
        String database = backup.database();
        if (position == null || server == null || database == null) {
            return new BackupReach(backup, taken, NO_LOG, null);
        }
        Optional<Instant> covered = ArchiverRows.coveredUntil(handle, server);
        if (covered.isEmpty() || SegmentRows.holding(handle, server, position, taken).isEmpty()) {
            return new BackupReach(backup, taken, NOT_ARCHIVED, null);
        }
        List<Gap> gaps = GapRows.of(handle, server, database);
        Optional<Gap> gap =
                gaps.stream().filter(each -> each.isBehind(position, taken)).findFirst();
        Optional<Instant> replaced = replaced(handle, database, taken);
        Instant until = covered.get();
        String end = null;
        if (gap.isPresent() && gap.get().from().isBefore(until)) {
            until = gap.get().from();
            end = gap.get().reason().code();
        }
        if (replaced.isPresent() && replaced.get().isBefore(until)) {
            until = replaced.get();
            end = REPLACED;
        }
        return new BackupReach(
                backup,
                until.isBefore(taken) ? taken : until,
                end,
                end == null || end.equals(REPLACED) ? null : gap.orElse(null));
    }

    /** Whether it can be brought forward to a time, or perhaps will be able to. */
    boolean mayReach(Instant at) {
        return end == null || !at.isAfter(until) || at.equals(backup.takenAt());
    }

    /** When a database that served a tenant at a time did so no more. */
    private static Optional<Instant> replaced(Handle handle, String database, Instant after) {
        return handle.createQuery(
                        """
                        SELECT MIN(turned_at) AS turned_at
                        FROM (
                            SELECT switched_at AS turned_at
                            FROM restores
                            WHERE CONCAT('t_', LOWER(former_database_id)) = :database
                            UNION ALL
                            SELECT undone_at
                            FROM restores
                            WHERE CONCAT('t_', LOWER(database_id)) = :database) turns
                        WHERE turned_at > :after
                        """)
                .bind("database", database)
                .bind("after", after)
                .map((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "turned_at")))
                .one();
    }
}
