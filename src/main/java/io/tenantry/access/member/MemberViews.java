package io.tenantry.access.member;

import io.tenantry.access.member.MemberMessages.MemberView;
import io.tenantry.access.member.MemberMessages.Named;
import io.tenantry.access.member.MemberMessages.SeenMember;
import io.tenantry.access.user.Reach;
import io.tenantry.access.user.Standing;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Members as somebody sees them; each method joins the caller's transaction. */
@ApplicationScoped
class MemberViews {
    // Of a member's departments hardly any is managed by them: a list in a column is enough.
    private static final String COLUMNS =
            """
            SELECT m.user_id, u.email, u.name, m.state, m.created_at,
                r.id AS role_id, r.name AS role_name,
                d.id AS department_id, d.name AS department_name,
                (SELECT GROUP_CONCAT(o.department_id ORDER BY o.department_id)
                 FROM department_managers o
                 WHERE o.tenant_id = m.tenant_id AND o.user_id = m.user_id) AS manages
            """;

    private static final String LAST_SEEN =
            """
            , (SELECT MAX(s.used_at) FROM sessions s
               WHERE s.user_id = m.user_id AND s.tenant_id = m.tenant_id) AS seen_at
            """;

    private static final String OF_TENANT =
            """
            FROM tenant_users m
            JOIN users u ON u.id = m.user_id
            JOIN roles r ON r.id = m.role
            LEFT JOIN departments d ON d.tenant_id = m.tenant_id AND d.id = m.department_id
            WHERE m.tenant_id = :tenant
            """;

    Optional<MemberView> find(Handle handle, TenantId tenant, String userId) {
        return handle.createQuery(COLUMNS + OF_TENANT + "  AND m.user_id = :user")
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .map(MemberViews::view)
                .findOne();
    }

    /** Those that somebody's permissions reach, by the id of their account. */
    List<MemberView> list(
            Handle handle, Standing own, MemberFilter filter, @Nullable String after, int limit) {
        if (own.reach() instanceof Reach.Nowhere || filter.matchesNobody()) {
            return List.of();
        }
        String top = own.reach() instanceof Reach.Under(String department) ? department : null;
        return query(handle, COLUMNS, own.tenant(), top, filter, after, limit)
                .map(MemberViews::view)
                .list();
    }

    /** All of a tenant, by the id of their account, and when they were last there. */
    List<SeenMember> listSeen(
            Handle handle,
            TenantId tenant,
            MemberFilter filter,
            @Nullable String after,
            int limit) {
        return filter.matchesNobody()
                ? List.of()
                : query(handle, COLUMNS + LAST_SEEN, tenant, null, filter, after, limit)
                        .map((row, context) ->
                                SeenMember.of(
                                        view(row, context), Columns.instantOrNull(row, "seen_at")))
                        .list();
    }

    private static Query query(
            Handle handle,
            String columns,
            TenantId tenant,
            @Nullable String top,
            MemberFilter filter,
            @Nullable String after,
            int limit) {
        Query query =
                handle.createQuery(
                        """
                        WITH RECURSIVE reached (id) AS (
                            SELECT id FROM departments WHERE tenant_id = :tenant AND id = :top
                            UNION
                            SELECT d.id FROM departments d
                            JOIN reached r ON d.parent_id = r.id
                            WHERE d.tenant_id = :tenant
                        ), wanted (id) AS (
                            SELECT id FROM departments WHERE tenant_id = :tenant AND id = :department
                            UNION
                            SELECT d.id FROM departments d
                            JOIN wanted w ON d.parent_id = w.id
                            WHERE d.tenant_id = :tenant
                        )
                        """
                                + columns
                                + OF_TENANT
                                + """
                                  AND (:top IS NULL OR m.department_id IN (SELECT id FROM reached))
                                  AND (:department IS NULL
                                      OR m.department_id IN (SELECT id FROM wanted))
                                  AND (:state IS NULL OR m.state = :state)
                                  AND (:role IS NULL OR m.role = :role)
                                  AND (:like IS NULL OR u.name LIKE :like OR u.email LIKE :address)
                                  AND (:after IS NULL OR m.user_id > :after)
                                ORDER BY m.user_id
                                LIMIT :limit
                                """);
        return query.bind("tenant", tenant.value())
                .bind("top", top)
                .bind("department", filter.department())
                .bind("state", filter.state())
                .bind("role", filter.role())
                .bind("like", filter.like())
                .bind("address", filter.likeAddress())
                .bind("after", after)
                .bind("limit", limit);
    }

    private static MemberView view(ResultSet row, StatementContext context) throws SQLException {
        String department = row.getString("department_id");
        String manages = row.getString("manages");
        return new MemberView(
                row.getString("user_id"),
                row.getString("email"),
                row.getString("name"),
                new Named(row.getString("role_id"), row.getString("role_name")),
                department == null ? null : new Named(department, row.getString("department_name")),
                row.getString("state"),
                manages == null ? List.of() : Arrays.asList(manages.split(",")),
                Columns.instant(row, "created_at"));
    }
}
