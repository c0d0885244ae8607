package io.tenantry.access.user;

import io.tenantry.access.Roles;
import io.tenantry.access.SupportMode;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What people may do, read afresh: whoever changes who may do what decides by this and not by a
 * token, which may be a moment older. Each method joins the caller's transaction.
 */
@ApplicationScoped
public class Standings {
    private static final String OF_A_DEPARTMENT = "department";

    private final ControlPlane controlPlane;

    Standings(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /**
     * Has changes of a tenant's people, roles and departments follow one another until the
     * transaction ends: rules that concern several rows hold only so.
     */
    public void lock(Handle handle, TenantId tenant) {
        handle.createQuery("SELECT id FROM tenants WHERE id = :tenant FOR UPDATE")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne();
    }

    /**
     * What somebody may do in a tenant.
     *
     * @throws ProblemException {@code permission_denied} if they do not have the permission (any
     *     more), or are no active member
     */
    public Standing require(Handle handle, TenantId tenant, String userId, String permission) {
        return find(handle, tenant, userId)
                .filter(standing -> standing.permits(permission))
                .orElseThrow(Standings::denied);
    }

    /** That somebody may not do, or not any more, what their token let them ask for. */
    public static ProblemException denied() {
        return new ProblemException(
                ErrorCode.PERMISSION_DENIED,
                "you may not do this, or not any more",
                "Get a new token with POST /api/v1/auth/refresh.");
    }

    /** What an active member, or a guest, may do in a tenant; empty for anybody else. */
    public Optional<Standing> find(Handle handle, TenantId tenant, String userId) {
        return member(handle, tenant, userId).or(() -> guest(handle, tenant, userId));
    }

    private Optional<Standing> guest(Handle handle, TenantId tenant, String userId) {
        return handle.createQuery(
                        """
                        SELECT v.mode
                        FROM support_visits v
                        JOIN users u ON u.id = v.user_id
                        WHERE v.tenant_id = :tenant
                          AND v.user_id = :user
                          AND v.ended_at IS NULL
                          AND v.expires_at > :now
                          AND u.state = 'active'
                        LIMIT 1
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .bind("now", controlPlane.now())
                .mapTo(String.class)
                .findOne()
                .map(mode ->
                        new Standing(
                                tenant,
                                userId,
                                Roles.SUPPORT_GUEST,
                                SupportMode.ofCode(mode).permissions(),
                                new Reach.Everywhere()));
    }

    private Optional<Standing> member(Handle handle, TenantId tenant, String userId) {
        return handle.createQuery(
                        """
                        SELECT m.role, m.department_id, r.scope
                        FROM tenant_users m
                        JOIN users u ON u.id = m.user_id
                        JOIN roles r ON r.id = m.role
                        WHERE m.tenant_id = :tenant
                          AND m.user_id = :user
                          AND m.state = 'active'
                          AND u.state = 'active'
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .map((row, _) ->
                        new Standing(
                                tenant,
                                userId,
                                row.getString("role"),
                                Set.of(),
                                reach(row.getString("scope"), row.getString("department_id"))))
                .findOne()
                .map(found ->
                        new Standing(
                                tenant,
                                userId,
                                found.role(),
                                permitted(handle, found.role()),
                                found.reach()));
    }

    /** What a role permits, be it of the product or made by a tenant. */
    public Set<String> permitted(Handle handle, String role) {
        Set<String> all = new HashSet<>(Roles.permitted(role));
        all.addAll(
                handle.createQuery("SELECT permission FROM role_permissions WHERE role_id = :role")
                        .bind("role", role)
                        .mapTo(String.class)
                        .set());
        return all;
    }

    /**
     * Whether a department is the one that somebody's permissions reach to, or lies below it.
     *
     * @param department its id, or null for what belongs to no department
     */
    public boolean reaches(Handle handle, Standing standing, @Nullable String department) {
        return switch (standing.reach()) {
            case Reach.Everywhere() -> true;
            case Reach.Nowhere() -> false;
            case Reach.Under(String top) ->
                    department != null && isUnder(handle, standing.tenant(), department, top);
        };
    }

    private static boolean isUnder(
            Handle handle, TenantId tenant, String department, String ancestor) {
        return handle.createQuery(
                                """
                                WITH RECURSIVE above (id, parent_id) AS (
                                    SELECT id, parent_id FROM departments
                                    WHERE tenant_id = :tenant AND id = :department
                                    UNION
                                    SELECT d.id, d.parent_id
                                    FROM departments d
                                    JOIN above a ON d.id = a.parent_id
                                    WHERE d.tenant_id = :tenant
                                )
                                SELECT COUNT(*) FROM above WHERE id = :ancestor
                                """)
                        .bind("tenant", tenant.value())
                        .bind("department", department)
                        .bind("ancestor", ancestor)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static Reach reach(String scope, @Nullable String department) {
        if (!scope.equals(OF_A_DEPARTMENT)) {
            return new Reach.Everywhere();
        }
        return department == null ? new Reach.Nowhere() : new Reach.Under(department);
    }
}
