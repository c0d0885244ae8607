package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.server.Labels;
import io.tenantry.routing.TenantId;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** SQL on the databases that a migration may be about. */
final class CandidateRows {
    // Deleted ones too: they can come back.
    private static final String LIVING =
            """
            FROM tenants t
            JOIN tenant_databases d ON d.id = t.database_id
            WHERE t.state IN ('active', 'suspended', 'maintenance', 'deleted')
              AND d.changelog_version IS NOT NULL
              AND (:all OR t.id IN (<tenants>))
            """;

    private CandidateRows() {}

    /** How many databases have a version. */
    static int countAt(Handle handle, String version, Set<TenantId> tenants) {
        return handle.createQuery(
                        "SELECT COUNT(*) " + LIVING + "AND d.changelog_version = :version")
                .bind("version", version)
                .bind("all", tenants.isEmpty())
                .bindList("tenants", ids(tenants))
                .mapTo(Integer.class)
                .one();
    }

    /** Databases of another version, but for those that another migration is about to change. */
    static List<Candidate> notAt(
            Handle handle, String version, Set<TenantId> tenants, Labels canary) {
        return handle.createQuery(
                        """
                        SELECT t.id, t.tags, d.id AS database_id, d.server_id, d.changelog_version
                        """
                                + LIVING
                                + """
                                AND d.changelog_version <> :version
                                AND NOT EXISTS (
                                    SELECT 1
                                    FROM migration_targets x
                                    JOIN migrations m ON m.id = x.migration_id
                                    WHERE x.tenant_id = t.id AND x.state IN ('pending', 'running')
                                      AND m.state IN ('running', 'paused'))
                                ORDER BY t.id
                                """)
                .bind("version", version)
                .bind("all", tenants.isEmpty())
                .bindList("tenants", ids(tenants))
                .map((row, _) ->
                        new Candidate(
                                row.getString("id"),
                                row.getString("database_id"),
                                row.getString("server_id"),
                                row.getString("changelog_version"),
                                isCanary(Labels.fromJson(row.getString("tags")), canary)))
                .list();
    }

    private static List<String> ids(Set<TenantId> tenants) {
        return tenants.isEmpty() ? List.of("") : tenants.stream().map(TenantId::value).toList();
    }

    private static boolean isCanary(Labels tags, Labels canary) {
        return !canary.isEmpty() && tags.hasAll(canary);
    }
}
