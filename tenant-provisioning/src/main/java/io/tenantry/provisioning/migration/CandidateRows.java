package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.changelog.Way;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    // What a rollback has taken back stays there while the rollback is under way.
    private static final String NOT_TAKEN =
            """
            AND NOT EXISTS (
                SELECT 1
                FROM migration_targets y
                JOIN migrations m ON m.id = y.migration_id
                WHERE y.tenant_id = t.id AND m.state IN ('running', 'paused')
                  AND (y.state IN ('pending', 'running') OR m.rollback_of IS NOT NULL))
            ORDER BY t.id
            """;
    private static final String BROUGHT =
            """
            FROM migration_targets x
            LEFT JOIN tenants t
                   ON t.id = x.tenant_id AND t.database_id = x.database_id
                  AND t.state IN ('active', 'suspended', 'maintenance', 'deleted')
            LEFT JOIN tenant_databases d ON d.id = t.database_id
            WHERE x.migration_id = :migration AND x.state = 'succeeded'
              AND (:all OR x.tenant_id IN (<tenants>))
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

    /** Databases of another version, which come to this one. */
    static List<Candidate> notAt(
            Handle handle, String version, Set<TenantId> tenants, Labels canary) {
        return handle.createQuery(
                        """
                        SELECT t.id, t.tags, d.id AS database_id, d.server_id, d.changelog_version
                        """
                                + LIVING
                                + "AND d.changelog_version <> :version\n"
                                + NOT_TAKEN)
                .bind("version", version)
                .bind("all", tenants.isEmpty())
                .bindList("tenants", ids(tenants))
                .map((row, _) ->
                        read(row, Way.forth(row.getString("changelog_version"), version), canary))
                .list();
    }

    /** Databases that a migration brought to a version and that still have it. */
    static List<Candidate> broughtBy(
            Handle handle, String migration, String version, Set<TenantId> tenants, Labels canary) {
        return handle.createQuery(
                        """
                        SELECT t.id, t.tags, d.id AS database_id, d.server_id, x.from_version
                        """
                                + BROUGHT
                                + "AND d.changelog_version = :version AND x.from_version <> :version\n"
                                + NOT_TAKEN)
                .bind("migration", migration)
                .bind("version", version)
                .bind("all", tenants.isEmpty())
                .bindList("tenants", ids(tenants))
                .map((row, _) ->
                        read(row, Way.back(version, row.getString("from_version")), canary))
                .list();
    }

    /** How many databases a migration brought to a version and that do not have it any more. */
    static int countGoneFrom(
            Handle handle, String migration, String version, Set<TenantId> tenants) {
        return handle.createQuery(
                        "SELECT COUNT(*) "
                                + BROUGHT
                                + "AND (d.id IS NULL OR d.changelog_version <> :version)")
                .bind("migration", migration)
                .bind("version", version)
                .bind("all", tenants.isEmpty())
                .bindList("tenants", ids(tenants))
                .mapTo(Integer.class)
                .one();
    }

    private static Candidate read(ResultSet row, Way way, Labels canary) throws SQLException {
        return new Candidate(
                row.getString("id"),
                row.getString("database_id"),
                row.getString("server_id"),
                way,
                isCanary(Labels.fromJson(row.getString("tags")), canary));
    }

    private static List<String> ids(Set<TenantId> tenants) {
        return tenants.isEmpty() ? List.of("") : tenants.stream().map(TenantId::value).toList();
    }

    private static boolean isCanary(Labels tags, Labels canary) {
        return !canary.isEmpty() && tags.hasAll(canary);
    }
}
