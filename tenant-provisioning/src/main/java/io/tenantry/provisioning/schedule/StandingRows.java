package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.backup.BackupKind;
import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.settings.PlanSettings;
import io.tenantry.provisioning.settings.SettingLevels;
import io.tenantry.provisioning.settings.StoredSettings;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads how all tenants stand, in one query: a few look-ups by index for each. */
final class StandingRows {
    // A backup's id says when it was asked for, so the largest is the newest. Whether the tenant
    // left its database since then is asked of the same clock; taken_at is of the database
    // server's.
    private static final String SELECT =
            """
            SELECT s.*, b.created_at AS newest_at, b.database_name AS newest_database,
                   %s AS server_gap,
                   %s AS database_gap,
                   (SELECT MAX(r.switched_at) FROM restores r
                    WHERE r.tenant_id = s.id AND r.former_database_id = s.database_id
                      AND b.database_name = s.database_name AND r.switched_at > b.created_at)
                       AS left_at,
                   (SELECT COUNT(*) FROM backups f
                    WHERE f.tenant_id = s.id AND f.state = :failed
                      AND (b.created_at IS NULL OR f.created_at > b.created_at)) AS failures,
                   (SELECT MAX(f.finished_at) FROM backups f
                    WHERE f.tenant_id = s.id AND f.state = :failed
                      AND (b.created_at IS NULL OR f.created_at > b.created_at)) AS last_failure,
                   EXISTS (SELECT 1 FROM operations o
                           WHERE o.tenant_id = s.id AND o.kind = :create AND o.state = :running)
                       AS is_running,
                   EXISTS (SELECT 1 FROM operations o
                           WHERE o.tenant_id = s.id AND o.kind = :create AND o.state = :running
                             AND o.next_attempt_at > :now AND NOT o.undoing
                             AND (o.lease_until IS NULL OR o.lease_until < :now)
                             AND NOT EXISTS (SELECT 1 FROM operation_steps p
                                             WHERE p.operation_id = o.id AND p.attempts > 0))
                       AS is_waiting,
                   (SELECT r.state = 'failed' AND (b.created_at IS NULL OR b.created_at < r.asked_at)
                    FROM backup_drills r
                    WHERE r.tenant_id = s.id AND r.state <> 'running' ORDER BY r.id DESC LIMIT 1)
                       AS drill_failed
            FROM (SELECT t.id, t.slug, t.name, t.plan, t.settings, v.name AS server, d.database_name,
                         t.database_id,
                         d.created_at AS database_since,
                         (SELECT MAX(g.id) FROM backups g
                          WHERE g.tenant_id = t.id AND g.state = :ready) AS newest_id
                  FROM tenants t
                  JOIN tenant_databases d ON d.id = t.database_id
                  JOIN database_servers v ON v.id = d.server_id
                  WHERE t.state IN (<states>)) s
            LEFT JOIN backups b ON b.id = s.newest_id
            ORDER BY s.id
            """
                    .formatted(GapsBehind.first("''"), GapsBehind.first("b.database_name"));

    private final SettingLevels levels;

    StandingRows(SettingLevels levels) {
        this.levels = levels;
    }

    /** All tenants that are served, or could be at once. */
    List<Standing> all(Handle handle, Instant now) {
        Map<String, StoredSettings> plans = PlanSettings.of(handle);
        return handle.createQuery(SELECT)
                .bind("ready", BackupState.READY.code())
                .bind("failed", BackupState.FAILED.code())
                .bind("running", OperationState.RUNNING.code())
                .bind("create", BackupKind.CREATE)
                .bind("now", now)
                .bindList(
                        "states",
                        TenantState.ACTIVE.code(),
                        TenantState.SUSPENDED.code(),
                        TenantState.MAINTENANCE.code())
                .map((row, _) -> read(row, plans))
                .list();
    }

    /** The policy of one tenant. */
    BackupPolicy policy(Handle handle, TenantId tenant) {
        return policies(handle, tenant)
                .getOrDefault(
                        tenant, BackupPolicy.of(levels, StoredSettings.NONE, StoredSettings.NONE));
    }

    /** The policies of all tenants. */
    Map<TenantId, BackupPolicy> policies(Handle handle) {
        return policies(handle, null);
    }

    private Map<TenantId, BackupPolicy> policies(Handle handle, @Nullable TenantId only) {
        Map<String, StoredSettings> plans = PlanSettings.of(handle);
        Map<TenantId, BackupPolicy> found = new HashMap<>();
        handle.createQuery("SELECT id, plan, settings FROM tenants WHERE :id IS NULL OR id = :id")
                .bind("id", only == null ? null : only.value())
                .map((row, _) ->
                        found.put(
                                new TenantId(row.getString("id")),
                                policy(
                                        row.getString("id"),
                                        row.getString("plan"),
                                        row.getString("settings"),
                                        plans)))
                .list();
        return found;
    }

    private BackupPolicy policy(
            String tenant,
            @Nullable String plan,
            @Nullable String settings,
            Map<String, StoredSettings> plans) {
        return BackupPolicy.of(
                levels,
                StoredSettings.ofTenant(tenant, settings),
                plan == null ? StoredSettings.NONE : plans.getOrDefault(plan, StoredSettings.NONE));
    }

    private Standing read(ResultSet row, Map<String, StoredSettings> plans) throws SQLException {
        String id = row.getString("id");
        return new Standing(
                new TenantId(id),
                row.getString("slug"),
                row.getString("name"),
                row.getString("server"),
                row.getString("database_name"),
                Columns.instant(row, "database_since"),
                policy(id, row.getString("plan"), row.getString("settings"), plans),
                newest(row),
                row.getInt("failures"),
                Columns.instantOrNull(row, "last_failure"),
                row.getBoolean("is_running"),
                row.getBoolean("is_waiting"),
                row.getBoolean("drill_failed"));
    }

    private static Standing.@Nullable Newest newest(ResultSet row) throws SQLException {
        String id = row.getString("newest_id");
        return id == null
                ? null
                : new Standing.Newest(
                        id,
                        Columns.instant(row, "newest_at"),
                        row.getString("newest_database"),
                        earlier(
                                Columns.instantOrNull(row, "server_gap"),
                                Columns.instantOrNull(row, "database_gap")),
                        Columns.instantOrNull(row, "left_at"));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return other == null || (one != null && one.isBefore(other)) ? one : other;
    }
}
