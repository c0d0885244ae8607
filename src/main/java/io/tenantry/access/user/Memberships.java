package io.tenantry.access.user;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Who belongs to which tenant; each method joins the caller's transaction. */
@ApplicationScoped
public class Memberships {
    /**
     * The tenants that a person belongs to and that are open, or closed for a while, by slug;
     * without what their roles there permit.
     */
    public List<Membership> of(Handle handle, String userId) {
        return handle.createQuery(
                        """
                        SELECT t.id, t.slug, t.name, t.state, m.role, m.department_id,
                            d.name AS department_name, m.version, r.version AS role_version
                        FROM tenant_users m
                        JOIN tenants t ON t.id = m.tenant_id
                        JOIN roles r ON r.id = m.role
                        LEFT JOIN departments d ON d.id = m.department_id
                        WHERE m.user_id = :user
                          AND m.state = 'active'
                          AND t.state IN ('active', 'suspended', 'maintenance')
                        ORDER BY t.slug
                        """)
                .bind("user", userId)
                .map(Memberships::membership)
                .list();
    }

    /**
     * A person's membership of one tenant; empty alike if they do not belong to it and if there is
     * no such tenant.
     *
     * @param tenant the tenant's id or slug
     */
    public Optional<Membership> find(Handle handle, String userId, String tenant) {
        if (TenantId.parse(tenant).isEmpty() && TenantSlug.parse(tenant).isEmpty()) {
            return Optional.empty();
        }
        return handle.createQuery(
                        """
                        SELECT t.id, t.slug, t.name, t.state, m.role, m.department_id,
                            d.name AS department_name, m.version, r.version AS role_version
                        FROM tenant_users m
                        JOIN tenants t ON t.id = m.tenant_id
                        JOIN roles r ON r.id = m.role
                        LEFT JOIN departments d ON d.id = m.department_id
                        WHERE m.user_id = :user
                          AND m.state = 'active'
                          AND t.state IN ('active', 'suspended', 'maintenance')
                          AND (t.id = :tenant OR t.slug_claim = :tenant)
                        """)
                .bind("user", userId)
                .bind("tenant", tenant)
                .map(Memberships::membership)
                .findOne()
                .map(membership -> membership.permitting(permissions(handle, membership.role())));
    }

    private static Set<String> permissions(Handle handle, String role) {
        return handle.createQuery("SELECT permission FROM role_permissions WHERE role_id = :role")
                .bind("role", role)
                .mapTo(String.class)
                .set();
    }

    /** Makes a person an active member in that role, whatever they were there before. */
    void put(Handle handle, TenantId tenant, String userId, String role, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO tenant_users
                            (tenant_id, user_id, role, state, created_at, changed_at)
                        VALUES
                            (:tenant, :user, :role, 'active', :now, :now)
                        ON DUPLICATE KEY UPDATE
                            role = :role, state = 'active', version = version + 1, changed_at = :now
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .bind("role", role)
                .bind("now", now)
                .execute();
    }

    /** Ends every membership of a tenant, and says how many there were. */
    int removeAll(Handle handle, TenantId tenant) {
        return handle.createUpdate("DELETE FROM tenant_users WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }

    private static Membership membership(ResultSet row, StatementContext context)
            throws SQLException {
        return new Membership(
                new TenantId(row.getString("id")),
                row.getString("slug"),
                row.getString("name"),
                row.getString("state"),
                row.getString("role"),
                Set.of(),
                row.getString("department_id"),
                row.getString("department_name"),
                row.getInt("version"),
                row.getInt("role_version"));
    }
}
