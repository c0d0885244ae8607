package io.tenantry.access.department;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The departments in the control plane; each method joins the caller's transaction. */
@ApplicationScoped
class DepartmentRecords {
    private final ControlPlane controlPlane;

    DepartmentRecords(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    DepartmentTree tree(Handle handle, TenantId tenant) {
        Map<String, Optional<String>> parents = new HashMap<>();
        handle.createQuery("SELECT id, parent_id FROM departments WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, _) ->
                        parents.put(
                                row.getString("id"),
                                Optional.ofNullable(row.getString("parent_id"))))
                .list();
        return new DepartmentTree(parents);
    }

    String name(Handle handle, TenantId tenant, String id) {
        return handle.createQuery(
                        "SELECT name FROM departments WHERE tenant_id = :tenant AND id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    /** Whether another department at that place is called so. */
    boolean isTaken(
            Handle handle, TenantId tenant, @Nullable String parent, String name, String exceptOf) {
        return handle.createQuery(
                                """
                                SELECT COUNT(*) FROM departments
                                WHERE tenant_id = :tenant
                                  AND under = :under
                                  AND name = :name
                                  AND id <> :id
                                """)
                        .bind("tenant", tenant.value())
                        .bind("under", under(tenant, parent))
                        .bind("name", name)
                        .bind("id", exceptOf)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Whether those right below two departments could not lie beside one another. */
    boolean collide(Handle handle, TenantId tenant, String one, String another) {
        return handle.createQuery(
                                """
                                SELECT COUNT(*)
                                FROM departments a
                                JOIN departments b
                                    ON b.tenant_id = a.tenant_id AND b.name = a.name
                                WHERE a.tenant_id = :tenant
                                  AND a.under = :one
                                  AND b.under = :another
                                """)
                        .bind("tenant", tenant.value())
                        .bind("one", one)
                        .bind("another", another)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    void insert(Handle handle, TenantId tenant, String id, String name, @Nullable String parent) {
        handle.createUpdate(
                        """
                        INSERT INTO departments
                            (id, tenant_id, parent_id, under, name, created_at, changed_at)
                        VALUES
                            (:id, :tenant, :parent, :under, :name, :now, :now)
                        """)
                .bind("id", id)
                .bind("tenant", tenant.value())
                .bind("parent", parent)
                .bind("under", under(tenant, parent))
                .bind("name", name)
                .bind("now", controlPlane.now())
                .execute();
    }

    void update(Handle handle, TenantId tenant, String id, String name, @Nullable String parent) {
        handle.createUpdate(
                        """
                        UPDATE departments
                        SET name = :name, parent_id = :parent, under = :under,
                            changed_at = :now
                        WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("name", name)
                .bind("parent", parent)
                .bind("under", under(tenant, parent))
                .bind("now", controlPlane.now())
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
    }

    /** Has those right below one department lie below another. */
    void raise(Handle handle, TenantId tenant, String from, String into) {
        handle.createUpdate(
                        """
                        UPDATE departments
                        SET parent_id = :into, under = :into, changed_at = :now
                        WHERE tenant_id = :tenant AND parent_id = :from
                        """)
                .bind("into", into)
                .bind("now", controlPlane.now())
                .bind("tenant", tenant.value())
                .bind("from", from)
                .execute();
    }

    void delete(Handle handle, TenantId tenant, String id) {
        handle.createUpdate("DELETE FROM departments WHERE tenant_id = :tenant AND id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .execute();
    }

    /** The roles of those who belong to a department and have not left. */
    List<String> rolesIn(Handle handle, TenantId tenant, String department) {
        return handle.createQuery(
                        """
                        SELECT DISTINCT role FROM tenant_users
                        WHERE tenant_id = :tenant
                          AND department_id = :department
                          AND state <> 'left'
                        """)
                .bind("tenant", tenant.value())
                .bind("department", department)
                .mapTo(String.class)
                .list();
    }

    Set<String> managers(Handle handle, TenantId tenant, String department) {
        return new TreeSet<>(
                handle.createQuery(
                                """
                                SELECT user_id FROM department_managers
                                WHERE tenant_id = :tenant AND department_id = :department
                                """)
                        .bind("tenant", tenant.value())
                        .bind("department", department)
                        .mapTo(String.class)
                        .list());
    }

    void setManagers(Handle handle, TenantId tenant, String department, Set<String> members) {
        handle.createUpdate(
                        """
                        DELETE FROM department_managers
                        WHERE tenant_id = :tenant AND department_id = :department
                        """)
                .bind("tenant", tenant.value())
                .bind("department", department)
                .execute();
        if (members.isEmpty()) {
            return;
        }
        try (PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO department_managers (tenant_id, department_id, user_id)
                        VALUES (:tenant, :department, :user)
                        """)) {
            members.forEach(each ->
                    batch.bind("tenant", tenant.value())
                            .bind("department", department)
                            .bind("user", each)
                            .add());
            batch.execute();
        }
    }

    /** What a department's name is unique beside: the tenant stands for the top. */
    private static String under(TenantId tenant, @Nullable String parent) {
        return parent == null ? tenant.value() : parent;
    }
}
