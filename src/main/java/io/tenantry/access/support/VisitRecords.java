package io.tenantry.access.support;

import io.tenantry.access.SupportMode;
import io.tenantry.access.support.Visit.Guest;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Visits and what tenants allow, in the control plane; each method joins the transaction. */
@ApplicationScoped
class VisitRecords {
    private static final String NOBODY = "none";

    private static final String SELECT =
            """
            SELECT v.id, v.tenant_id, v.user_id, v.mode, v.reason, v.began_at, v.expires_at,
                v.ended_at, v.ended_by, COALESCE(u.name, '') AS name,
                COALESCE(u.email, '') AS email
            FROM support_visits v
            LEFT JOIN users u ON u.id = v.user_id
            """;

    SupportPolicy policy(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "SELECT allowed, until_ FROM support_policies WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, _) -> {
                    String allowed = row.getString("allowed");
                    return new SupportPolicy(
                            allowed.equals(NOBODY) ? null : SupportMode.ofCode(allowed),
                            Columns.instantOrNull(row, "until_"));
                })
                .findOne()
                .orElse(SupportPolicy.NOBODY);
    }

    void put(Handle handle, TenantId tenant, SupportPolicy policy, Instant now) {
        SupportMode most = policy.most();
        handle.createUpdate(
                        """
                        INSERT INTO support_policies (tenant_id, allowed, until_, changed_at)
                        VALUES (:tenant, :allowed, :until, :now)
                        ON DUPLICATE KEY UPDATE
                            allowed = :allowed, until_ = :until, changed_at = :now
                        """)
                .bind("tenant", tenant.value())
                .bind("allowed", most == null ? NOBODY : most.code())
                .bind("until", policy.until())
                .bind("now", now)
                .execute();
    }

    void insert(Handle handle, Visit visit) {
        handle.createUpdate(
                        """
                        INSERT INTO support_visits
                            (id, tenant_id, user_id, mode, reason, began_at, expires_at)
                        VALUES
                            (:id, :tenant, :user, :mode, :reason, :began, :expires)
                        """)
                .bind("id", visit.id())
                .bind("tenant", visit.tenant().value())
                .bind("user", visit.guest().id())
                .bind("mode", visit.mode().code())
                .bind("reason", visit.reason())
                .bind("began", visit.beganAt())
                .bind("expires", visit.expiresAt())
                .execute();
    }

    Optional<Visit> find(Handle handle, TenantId tenant, String id) {
        if (!Ulid.isValid(id)) {
            return Optional.empty();
        }
        return handle.createQuery(SELECT + "WHERE v.tenant_id = :tenant AND v.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, _) -> visit(row))
                .findOne();
    }

    /** Visits of a tenant, newest first. */
    List<Visit> of(Handle handle, TenantId tenant, @Nullable String before, int limit) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE v.tenant_id = :tenant AND (:before IS NULL OR v.id < :before)
                                ORDER BY v.id DESC
                                LIMIT :limit
                                """)
                .bind("tenant", tenant.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> visit(row))
                .list();
    }

    /** Visits of a tenant that go on. */
    List<Visit> open(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE v.tenant_id = :tenant
                                  AND v.ended_at IS NULL
                                  AND v.expires_at > :now
                                """)
                .bind("tenant", tenant.value())
                .bind("now", now)
                .map((row, _) -> visit(row))
                .list();
    }

    void end(Handle handle, String id, String by, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE support_visits
                        SET ended_at = :now, ended_by = :by
                        WHERE id = :id AND ended_at IS NULL
                        """)
                .bind("now", now)
                .bind("by", by)
                .bind("id", id)
                .execute();
    }

    private static Visit visit(ResultSet row) throws SQLException {
        return new Visit(
                row.getString("id"),
                new TenantId(row.getString("tenant_id")),
                new Guest(row.getString("user_id"), row.getString("name"), row.getString("email")),
                SupportMode.ofCode(row.getString("mode")),
                row.getString("reason"),
                Columns.instant(row, "began_at"),
                Columns.instant(row, "expires_at"),
                Columns.instantOrNull(row, "ended_at"),
                row.getString("ended_by"));
    }
}
