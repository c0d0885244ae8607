package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL on {@code row_returns}. */
final class RowReturnRows {
    private static final String SELECT =
            """
            SELECT id, tenant_id, peek_id, table_name, mode, state, matched, inserted, replaced,
                   requested_by, created_at, finished_at
            FROM row_returns
            """;

    private RowReturnRows() {}

    static void insert(Handle handle, RowReturn rows) {
        handle.createUpdate(
                        """
                        INSERT INTO row_returns
                            (id, tenant_id, peek_id, table_name, mode, state, requested_by, created_at)
                        VALUES (:id, :tenant, :peek, :table, :mode, :state, :requestedBy, :now)
                        """)
                .bind("id", rows.id())
                .bind("tenant", rows.tenant().value())
                .bind("peek", rows.peek())
                .bind("table", rows.table())
                .bind("mode", rows.mode().code())
                .bind("state", rows.state().code())
                .bind("requestedBy", rows.requestedBy())
                .bind("now", rows.createdAt())
                .execute();
    }

    static Optional<RowReturn> find(Handle handle, TenantId tenant, String peek, String id) {
        if (!Ulid.isValid(peek) || !Ulid.isValid(id)) {
            return Optional.empty();
        }
        return handle.createQuery(
                        SELECT + "WHERE id = :id AND peek_id = :peek AND tenant_id = :tenant")
                .bind("id", id)
                .bind("peek", peek)
                .bind("tenant", tenant.value())
                .map((row, _) -> read(row))
                .findOne();
    }

    static List<RowReturn> list(Handle handle, TenantId tenant, String peek, int limit) {
        if (!Ulid.isValid(peek)) {
            return List.of();
        }
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE tenant_id = :tenant AND peek_id = :peek
                                ORDER BY id DESC
                                LIMIT :limit
                                """)
                .bind("tenant", tenant.value())
                .bind("peek", peek)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    static void done(Handle handle, String id, RowsReport report, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE row_returns
                        SET state = 'done', matched = :matched, inserted = :inserted,
                            replaced = :replaced, finished_at = :now
                        WHERE id = :id AND state = 'running'
                        """)
                .bind("matched", report.matched())
                .bind("inserted", report.inserted())
                .bind("replaced", report.replaced())
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    static void failed(Handle handle, String id, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE row_returns SET state = 'failed', finished_at = :now
                        WHERE id = :id AND state = 'running'
                        """)
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    private static RowReturn read(ResultSet row) throws SQLException {
        return new RowReturn(
                row.getString("id"),
                new TenantId(row.getString("tenant_id")),
                row.getString("peek_id"),
                row.getString("table_name"),
                RowsMode.fromCode(row.getString("mode")),
                RowReturn.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("matched", Long.class),
                row.getObject("inserted", Long.class),
                row.getObject("replaced", Long.class),
                row.getString("requested_by"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "finished_at"));
    }
}
