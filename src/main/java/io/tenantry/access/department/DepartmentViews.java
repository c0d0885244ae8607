package io.tenantry.access.department;

import io.tenantry.access.department.DepartmentMessages.DepartmentView;
import io.tenantry.access.department.DepartmentMessages.ManagerView;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Departments as they are shown; each method joins the caller's transaction. */
@ApplicationScoped
class DepartmentViews {
    Optional<DepartmentView> find(Handle handle, TenantId tenant, String id) {
        return Ulid.isValid(id)
                ? select(handle, tenant, id, null, 1).stream().findFirst()
                : Optional.empty();
    }

    /** By id. */
    List<DepartmentView> list(Handle handle, TenantId tenant, @Nullable String after, int limit) {
        return select(handle, tenant, null, after, limit);
    }

    private static List<DepartmentView> select(
            Handle handle,
            TenantId tenant,
            @Nullable String only,
            @Nullable String after,
            int limit) {
        Map<String, List<ManagerView>> managers = managers(handle, tenant, only);
        return handle.createQuery(
                        """
                        SELECT d.id, d.name, d.parent_id, d.created_at,
                            (SELECT COUNT(*) FROM tenant_users m
                             WHERE m.tenant_id = d.tenant_id
                               AND m.department_id = d.id
                               AND m.state <> 'left') AS members
                        FROM departments d
                        WHERE d.tenant_id = :tenant
                          AND (:only IS NULL OR d.id = :only)
                          AND (:after IS NULL OR d.id > :after)
                        ORDER BY d.id
                        LIMIT :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("only", only)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) ->
                        new DepartmentView(
                                row.getString("id"),
                                row.getString("name"),
                                row.getString("parent_id"),
                                row.getInt("members"),
                                managers.getOrDefault(row.getString("id"), List.of()),
                                Columns.instant(row, "created_at")))
                .list();
    }

    private static Map<String, List<ManagerView>> managers(
            Handle handle, TenantId tenant, @Nullable String only) {
        Map<String, List<ManagerView>> found = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT m.department_id, u.id, u.name
                        FROM department_managers m
                        JOIN users u ON u.id = m.user_id
                        WHERE m.tenant_id = :tenant AND (:only IS NULL OR m.department_id = :only)
                        ORDER BY u.id
                        """)
                .bind("tenant", tenant.value())
                .bind("only", only)
                .map((row, _) ->
                        Map.entry(
                                row.getString("department_id"),
                                new ManagerView(row.getString("id"), row.getString("name"))))
                .forEach(each ->
                        found.computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                                .add(each.getValue()));
        return found;
    }
}
