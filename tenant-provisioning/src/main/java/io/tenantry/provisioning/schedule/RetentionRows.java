package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.backup.BackupKind;
import io.tenantry.provisioning.backup.BackupOrigin;
import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code backups}, as far as it concerns how long they stay. */
final class RetentionRows {
    // Another database, a gap in its log, and its own return when a restore was undone: from
    // before,
    // nobody comes to what is after.
    private static final String GOOD =
            """
            SELECT b.id, b.tenant_id, b.created_at, b.origin, b.kept_until, b.locked_until,
                   CONCAT_WS(
                       '/',
                       COALESCE(b.database_name, '-'),
                       COALESCE(%s, '-'),
                       COALESCE(%s, '-'),
                       COALESCE(
                           (SELECT MAX(r.undone_at) FROM restores r
                            WHERE r.tenant_id = b.tenant_id AND r.undone_at <= b.created_at
                              AND CONCAT('t_', LOWER(r.former_database_id)) = b.database_name),
                           '-')) AS chain
            FROM backups b
            WHERE b.state = :ready
            """
                    .formatted(
                            GapsBehind.lastBefore("''"), GapsBehind.lastBefore("b.database_name"));

    private RetentionRows() {}

    /**
     * A good backup, as the books have it.
     *
     * @param keptUntil what they say of how long it stays; null for nothing, or for good
     */
    record Good(
            Retention.Candidate candidate,
            @Nullable Instant keptUntil,
            @Nullable Instant lockedUntil) {
        boolean isLocked(Instant now) {
            return lockedUntil != null && lockedUntil.isAfter(now);
        }
    }

    /** All good backups, by tenant. */
    static Map<TenantId, List<Good>> all(Handle handle) {
        Map<TenantId, List<Good>> found = new LinkedHashMap<>();
        handle.createQuery(GOOD + "ORDER BY b.tenant_id, b.id")
                .bind("ready", BackupState.READY.code())
                .map((row, _) ->
                        found.computeIfAbsent(
                                        new TenantId(row.getString("tenant_id")),
                                        _ -> new ArrayList<>())
                                .add(read(row)))
                .list();
        return found;
    }

    /** A tenant's; nobody changes them before the transaction ends. */
    static List<Good> lock(Handle handle, TenantId tenant) {
        return handle.createQuery(GOOD + "AND b.tenant_id = :tenant ORDER BY b.id FOR UPDATE")
                .bind("ready", BackupState.READY.code())
                .bind("tenant", tenant.value())
                .map((row, _) -> read(row))
                .list();
    }

    private static Good read(ResultSet row) throws SQLException {
        return new Good(
                new Retention.Candidate(
                        row.getString("id"),
                        Columns.instant(row, "created_at"),
                        BackupOrigin.MANUAL.code().equals(row.getString("origin")),
                        row.getString("chain")),
                Columns.instantOrNull(row, "kept_until"),
                Columns.instantOrNull(row, "locked_until"));
    }

    static void keptUntil(Handle handle, String backup, @Nullable Instant until) {
        handle.createUpdate("UPDATE backups SET kept_until = :until WHERE id = :id")
                .bind("until", until)
                .bind("id", backup)
                .execute();
    }

    /** How many removals are at work. */
    static int removing(Handle handle) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM operations WHERE state = :running AND kind = :delete")
                .bind("running", OperationState.RUNNING.code())
                .bind("delete", BackupKind.DELETE)
                .mapTo(Integer.class)
                .one();
    }

    /** Failed attempts, which hold nothing, from before a time. */
    static int forgetFailed(Handle handle, Instant before) {
        return handle.createUpdate(
                        """
                        DELETE FROM backups
                        WHERE state = :failed AND created_at < :before AND noticed_at IS NOT NULL
                        """)
                .bind("failed", BackupState.FAILED.code())
                .bind("before", before)
                .execute();
    }
}
