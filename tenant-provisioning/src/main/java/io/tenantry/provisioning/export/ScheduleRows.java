package io.tenantry.provisioning.export;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.settings.StoredSettings;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code export_schedules}, and on what {@code tenants} says about schedules. */
final class ScheduleRows {
    private static final String SELECT =
            """
            SELECT t.id, t.plan, t.settings, s.asked_at, e.state = :failed AS failed
            FROM tenants t
            LEFT JOIN export_schedules s ON s.tenant_id = t.id
            LEFT JOIN exports e ON e.id = s.export_id
            WHERE t.state = :active
            """;

    private ScheduleRows() {}

    /**
     * An active tenant and when it was exported by itself.
     *
     * @param plan null for none
     * @param askedAt null for never
     * @param failed whether what was asked for then failed
     */
    record Standing(
            TenantId tenant,
            @Nullable String plan,
            StoredSettings own,
            @Nullable Instant askedAt,
            boolean failed) {}

    /** All active tenants, those that have waited longest first. */
    static List<Standing> all(Handle handle) {
        return handle.createQuery(SELECT + "ORDER BY s.asked_at, t.id")
                .bind("failed", ExportState.FAILED.code())
                .bind("active", TenantState.ACTIVE.code())
                .map((row, _) -> read(row))
                .list();
    }

    /** One tenant again; empty if it is not active any more. */
    static List<Standing> one(Handle handle, TenantId tenant) {
        return handle.createQuery(SELECT + "AND t.id = :tenant")
                .bind("failed", ExportState.FAILED.code())
                .bind("active", TenantState.ACTIVE.code())
                .bind("tenant", tenant.value())
                .map((row, _) -> read(row))
                .list();
    }

    private static Standing read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Standing(
                new TenantId(id),
                row.getString("plan"),
                StoredSettings.ofTenant(id, row.getString("settings")),
                Columns.instantOrNull(row, "asked_at"),
                row.getBoolean("failed"));
    }

    static void asked(Handle handle, Export export) {
        handle.createUpdate(
                        """
                        INSERT INTO export_schedules (tenant_id, asked_at, export_id)
                        VALUES (:tenant, :now, :export)
                        ON DUPLICATE KEY UPDATE asked_at = :now, export_id = :export
                        """)
                .bind("tenant", export.tenant().value())
                .bind("now", export.createdAt())
                .bind("export", export.id())
                .execute();
    }

    static void forget(Handle handle, TenantId tenant) {
        handle.createUpdate("DELETE FROM export_schedules WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }
}
