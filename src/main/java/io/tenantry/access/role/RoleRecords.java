package io.tenantry.access.role;

import io.tenantry.access.Permission;
import io.tenantry.access.Permission.Realm;
import io.tenantry.access.Roles;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The roles in the control plane; each method joins the caller's transaction. */
@ApplicationScoped
public class RoleRecords {
    private static final String TENANT = "tenant";
    private static final String DEPARTMENT = "department";
    private static final Set<String> OF_PRODUCT =
            Set.of(Roles.ENTERPRISE_ADMIN, Roles.DEPARTMENT_ADMIN, Roles.MEMBER);
    private static final Set<String> WITHIN_TENANTS = Permission.names(Realm.TENANT);

    private final ControlPlane controlPlane;

    RoleRecords(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** A role that members of the tenant may have: one of the product, or its own. */
    public Optional<Role> find(Handle handle, TenantId tenant, String id) {
        if (!OF_PRODUCT.contains(id) && !Ulid.isValid(id)) {
            return Optional.empty();
        }
        return handle.createQuery(
                        """
                        SELECT id, tenant_id, name, scope
                        FROM roles
                        WHERE id = :id
                          AND (tenant_id = :tenant OR (tenant_id IS NULL AND scope <> 'platform'))
                        """)
                .bind("id", id)
                .bind("tenant", tenant.value())
                .map(RoleRecords::role)
                .findOne()
                .map(role -> role.ofProduct() ? role : permitting(handle, role));
    }

    /** All of them, those of the product first, then the older ones. */
    List<Role> all(Handle handle, TenantId tenant) {
        Map<String, Set<String>> permitted = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT p.role_id, p.permission
                        FROM role_permissions p
                        JOIN roles r ON r.id = p.role_id
                        WHERE r.tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) -> Map.entry(row.getString("role_id"), row.getString("permission")))
                .forEach(each ->
                        permitted
                                .computeIfAbsent(each.getKey(), _ -> new HashSet<>())
                                .add(each.getValue()));
        return handle.createQuery(
                        """
                        SELECT id, tenant_id, name, scope
                        FROM roles
                        WHERE tenant_id = :tenant OR (tenant_id IS NULL AND scope <> 'platform')
                        ORDER BY tenant_id IS NOT NULL, id
                        """)
                .bind("tenant", tenant.value())
                .map(RoleRecords::role)
                .map(role ->
                        role.ofProduct()
                                ? role
                                : with(role, permitted.getOrDefault(role.id(), Set.of())))
                .list();
    }

    /** How many the tenant made. */
    int count(Handle handle, TenantId tenant) {
        return handle.createQuery("SELECT COUNT(*) FROM roles WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    /** Whether another role than that of the id is called so, in the tenant or by the product. */
    boolean isTaken(Handle handle, TenantId tenant, String name, String exceptOf) {
        return handle.createQuery(
                                """
                                SELECT COUNT(*) FROM roles
                                WHERE (tenant_id = :tenant OR tenant_id IS NULL)
                                  AND name = :name
                                  AND id <> :id
                                """)
                        .bind("tenant", tenant.value())
                        .bind("name", name)
                        .bind("id", exceptOf)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    void insert(Handle handle, TenantId tenant, Role role) {
        handle.createUpdate(
                        """
                        INSERT INTO roles (id, tenant_id, name, scope, created_at, changed_at)
                        VALUES (:id, :tenant, :name, :scope, :now, :now)
                        """)
                .bind("id", role.id())
                .bind("tenant", tenant.value())
                .bind("name", role.name())
                .bind("scope", scope(role))
                .bind("now", controlPlane.now())
                .execute();
        permit(handle, role);
    }

    void rename(Handle handle, String id, String name) {
        handle.createUpdate("UPDATE roles SET name = :name, changed_at = :now WHERE id = :id")
                .bind("name", name)
                .bind("now", controlPlane.now())
                .bind("id", id)
                .execute();
    }

    /** Has a role permit what it permits now; answers with the version that tokens must carry. */
    int permitAnew(Handle handle, Role role) {
        handle.createUpdate(
                        """
                        UPDATE roles
                        SET scope = :scope, version = version + 1, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("scope", scope(role))
                .bind("now", controlPlane.now())
                .bind("id", role.id())
                .execute();
        handle.createUpdate("DELETE FROM role_permissions WHERE role_id = :id")
                .bind("id", role.id())
                .execute();
        permit(handle, role);
        return handle.createQuery("SELECT version FROM roles WHERE id = :id")
                .bind("id", role.id())
                .mapTo(Integer.class)
                .one();
    }

    void delete(Handle handle, Role role) {
        handle.createUpdate("DELETE FROM roles WHERE id = :id").bind("id", role.id()).execute();
    }

    private static void permit(Handle handle, Role role) {
        if (role.permissions().isEmpty()) {
            return;
        }
        try (PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO role_permissions (role_id, permission)
                        VALUES (:role, :permission)
                        """)) {
            role.permissions()
                    .forEach(each -> batch.bind("role", role.id()).bind("permission", each).add());
            batch.execute();
        }
    }

    private static Role permitting(Handle handle, Role role) {
        return with(
                role,
                handle.createQuery("SELECT permission FROM role_permissions WHERE role_id = :role")
                        .bind("role", role.id())
                        .mapTo(String.class)
                        .set());
    }

    // What this release does not know permits nothing, as in tokens.
    private static Role with(Role role, Set<String> permissions) {
        return new Role(
                role.id(),
                role.ofProduct(),
                role.name(),
                role.wholeTenant(),
                permissions.stream()
                        .filter(WITHIN_TENANTS::contains)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static String scope(Role role) {
        return role.wholeTenant() ? TENANT : DEPARTMENT;
    }

    private static Role role(ResultSet row, StatementContext context) throws SQLException {
        String id = row.getString("id");
        return new Role(
                id,
                row.getString("tenant_id") == null,
                row.getString("name"),
                !row.getString("scope").equals(DEPARTMENT),
                Roles.permitted(id));
    }
}
