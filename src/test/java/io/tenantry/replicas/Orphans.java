package io.tenantry.replicas;

import io.tenantry.server.FreshControlPlane;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows of the control plane that nothing stands for when no operation is running. */
final class Orphans {
    private static final Map<String, String> KINDS =
            Map.of(
                    "operations that ended in the middle of a step",
                    """
                    SELECT CONCAT_WS(' ', o.kind, o.id, s.name, s.state)
                    FROM operations o
                    JOIN operation_steps s ON s.operation_id = o.id
                    WHERE o.state IN ('succeeded', 'undone') AND s.state IN ('doing', 'undoing')
                    """,
                    "tenants that no operation made",
                    """
                    SELECT t.slug FROM tenants t
                    WHERE NOT EXISTS (SELECT 1 FROM operations o WHERE o.tenant_id = t.id)
                    """,
                    "tenants between two states",
                    """
                    SELECT CONCAT_WS(' ', t.slug, t.state) FROM tenants t
                    WHERE t.state IN ('requested', 'provisioning', 'maintenance', 'deleting')
                    """,
                    "active tenants that do not have one database",
                    """
                    SELECT t.slug FROM tenants t
                    WHERE t.state = 'active'
                      AND (SELECT COUNT(*) FROM tenant_databases d WHERE d.tenant_id = t.id) <> 1
                    """,
                    "databases of nobody",
                    """
                    SELECT d.database_name FROM tenant_databases d
                    JOIN tenants t ON t.id = d.tenant_id
                    WHERE t.state IN ('failed', 'purged')
                    """,
                    "members of what was undone",
                    """
                    SELECT m.user_id FROM tenant_users m
                    JOIN tenants t ON t.id = m.tenant_id
                    WHERE t.state IN ('failed', 'purged')
                    """,
                    "accounts of nobody",
                    """
                    SELECT u.email FROM users u
                    WHERE u.platform_role IS NULL
                      AND NOT EXISTS (SELECT 1 FROM tenant_users m WHERE m.user_id = u.id)
                    """,
                    "warm databases that are also a tenant's",
                    """
                    SELECT w.database_name FROM warm_databases w
                    JOIN tenant_databases d ON d.id = w.id
                    """);

    private final FreshControlPlane controlPlane;

    Orphans(FreshControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** What there is of each kind; empty is well. */
    Map<String, List<String>> found() {
        Map<String, List<String>> found = new TreeMap<>();
        KINDS.forEach((kind, sql) -> {
            List<String> rows = controlPlane.texts(sql);
            if (!rows.isEmpty()) {
                found.put(kind, rows);
            }
        });
        return found;
    }
}
