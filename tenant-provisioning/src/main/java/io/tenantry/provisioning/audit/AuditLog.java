package io.tenantry.provisioning.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.controlplane.LikePattern;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The append-only log of what was done. */
public final class AuditLog {
    private final ControlPlane controlPlane;

    public AuditLog(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /**
     * Writes an entry in the caller's transaction: it is there exactly if the deed is.
     *
     * @throws IllegalArgumentException if before or after cannot be written as JSON
     */
    public void append(Handle handle, AuditEntry entry) {
        Instant now = controlPlane.now();
        String id = Ulid.at(now);
        TenantId tenant = entry.tenant();
        handle.createUpdate(
                        """
                        INSERT INTO audit_log
                            (id, at, actor, address, tenant_id, action, subject, before_, after_)
                        VALUES
                            (:id, :at, :actor, :address, :tenant, :action, :subject, :before, :after)
                        """)
                .bind("id", id)
                .bind("at", now)
                .bind("actor", entry.actor().name())
                .bind("address", entry.actor().address())
                .bind("tenant", tenant == null ? null : tenant.value())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("before", json(entry.before()))
                .bind("after", json(entry.after()))
                .execute();
        // The chain is made afterwards: inside, deeds would wait for one another.
        handle.createUpdate("INSERT INTO audit_unsealed (entry_id) VALUES (:id)")
                .bind("id", id)
                .execute();
    }

    /**
     * Entries, newest first.
     *
     * @param before only those before this one (a cursor, an entry's id); null to begin with the
     *     newest
     * @param limit how many at most, 1 and up
     */
    public List<AuditRecord> list(AuditFilter filter, @Nullable String before, int limit) {
        TenantId tenant = filter.tenant();
        String action = filter.action();
        return controlPlane.read(handle ->
                handle.createQuery(
                                """
                                SELECT id, at, actor, address, tenant_id, action, subject, before_, after_
                                FROM audit_log
                                WHERE (:tenant IS NULL OR tenant_id = :tenant)
                                  AND (:actor IS NULL OR actor = :actor)
                                  AND (:action IS NULL OR action = :action OR action LIKE :under)
                                  AND (:from IS NULL OR at >= :from)
                                  AND (:to IS NULL OR at < :to)
                                  AND (:before IS NULL OR id < :before)
                                ORDER BY id DESC
                                LIMIT :limit
                                """)
                        .bind("tenant", tenant == null ? null : tenant.value())
                        .bind("actor", filter.actor())
                        .bind("action", action)
                        .bind(
                                "under",
                                action == null ? null : LikePattern.beginningWith(action + "."))
                        .bind("from", filter.from())
                        .bind("to", filter.to())
                        .bind("before", before)
                        .bind("limit", limit)
                        .map((row, _) -> read(row))
                        .list());
    }

    private static AuditRecord read(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant_id");
        return new AuditRecord(
                row.getString("id"),
                Columns.instant(row, "at"),
                row.getString("actor"),
                row.getString("address"),
                tenant == null ? null : new TenantId(tenant),
                row.getString("action"),
                row.getString("subject"),
                tree(row.getString("before_")),
                tree(row.getString("after_")));
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        try {
            return json == null ? null : Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the audit log is not JSON", e);
        }
    }

    private static @Nullable String json(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "an audit entry's %s does not become JSON".formatted(value.getClass()), e);
        }
    }

    /** Loaded with the first entry: whoever only looks at tenants waits for no JSON. */
    private static final class Json {
        private static final ObjectMapper MAPPER =
                JsonMapper.builder()
                        .findAndAddModules()
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .build();
    }
}
