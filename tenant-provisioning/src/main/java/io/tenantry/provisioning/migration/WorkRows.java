package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.changelog.MigrationReplay.Migrated;
import io.tenantry.provisioning.changelog.Way;
import io.tenantry.provisioning.server.DatabaseName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** SQL on {@code migration_targets}, for whoever works on them. */
final class WorkRows {
    private WorkRows() {}

    /**
     * Takes targets of a server whose turn has come, for the one operation that works there. A
     * database that has left the version that a rollback leaves is no target any more.
     */
    static List<Target> claim(
            Handle handle,
            MigrateServer work,
            int wave,
            Way.Direction direction,
            int limit,
            Instant now) {
        List<Target> targets =
                handle.createQuery(
                                """
                                SELECT x.tenant_id, x.attempts, x.to_version, d.id, d.database_name,
                                       d.changelog_version
                                FROM migration_targets x
                                JOIN tenants t ON t.id = x.tenant_id
                                JOIN tenant_databases d ON d.id = t.database_id
                                WHERE x.migration_id = :migration AND x.server_id = :server
                                  AND x.wave = :wave AND d.id = x.database_id
                                  AND x.state = 'pending'
                                  AND x.due_at <= :now
                                  AND (:forth OR d.changelog_version = x.from_version)
                                ORDER BY x.due_at, x.tenant_id
                                LIMIT :limit
                                """)
                        .bind("migration", work.migration())
                        .bind("server", work.server())
                        .bind("wave", wave)
                        .bind("now", now)
                        .bind("forth", direction == Way.Direction.FORTH)
                        .bind("limit", limit)
                        .map((row, _) ->
                                new Target(
                                        row.getString("tenant_id"),
                                        row.getString("id"),
                                        new DatabaseName(row.getString("database_name")),
                                        new Way(
                                                row.getString("changelog_version"),
                                                row.getString("to_version"),
                                                direction),
                                        row.getInt("attempts") + 1))
                        .list();
        if (!targets.isEmpty()) {
            handle.createUpdate(
                            """
                            UPDATE migration_targets x
                            JOIN tenant_databases d ON d.id = x.database_id
                            SET x.state = 'running', x.attempts = x.attempts + 1,
                                x.from_version = d.changelog_version,
                                x.started_at = COALESCE(x.started_at, :now)
                            WHERE x.migration_id = :migration AND x.tenant_id IN (<tenants>)
                            """)
                    .bind("migration", work.migration())
                    .bind("now", now)
                    .bindList("tenants", targets.stream().map(Target::tenant).toList())
                    .execute();
        }
        return targets;
    }

    /** Those of a server that a killed process left at work. */
    static void takeBack(Handle handle, MigrateServer work) {
        handle.createUpdate(
                        """
                        UPDATE migration_targets
                        SET state = 'pending'
                        WHERE migration_id = :migration AND server_id = :server AND state = 'running'
                        """)
                .bind("migration", work.migration())
                .bind("server", work.server())
                .execute();
    }

    /**
     * Those of a server whose tenant has another database by now, or none; and of a rollback those
     * whose database has left the version in another way.
     */
    static void skipGone(Handle handle, MigrateServer work, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE migration_targets x
                        JOIN migrations m ON m.id = x.migration_id
                        LEFT JOIN tenants t ON t.id = x.tenant_id AND t.database_id = x.database_id
                        LEFT JOIN tenant_databases d ON d.id = t.database_id
                        SET x.state = 'skipped', x.finished_at = :now
                        WHERE x.migration_id = :migration AND x.server_id = :server
                          AND x.state = 'pending'
                          AND (t.id IS NULL
                               OR (m.rollback_of IS NOT NULL
                                   AND d.changelog_version <> x.from_version))
                        """)
                .bind("migration", work.migration())
                .bind("server", work.server())
                .bind("now", now)
                .execute();
    }

    /** How many targets of a wave failed. */
    static int failures(Handle handle, String migration, int wave) {
        return handle.createQuery(
                        """
                        SELECT COUNT(*)
                        FROM migration_targets
                        WHERE migration_id = :migration AND wave = :wave
                          AND state IN ('failed', 'drifted')
                        """)
                .bind("migration", migration)
                .bind("wave", wave)
                .mapTo(Integer.class)
                .one();
    }

    /** Whether any target of a wave is not finished. */
    static boolean isUnfinished(Handle handle, String migration, int wave) {
        return handle.createQuery(
                        """
                        SELECT EXISTS (
                            SELECT 1
                            FROM migration_targets
                            WHERE migration_id = :migration AND wave = :wave
                              AND state IN ('pending', 'running'))
                        """)
                .bind("migration", migration)
                .bind("wave", wave)
                .mapTo(Boolean.class)
                .one();
    }

    /** Writes what became of attempts; a target that somebody else has finished stays so. */
    static void write(Handle handle, String migration, List<Outcome> outcomes, Instant now) {
        List<String> plain = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.state() == TargetState.SUCCEEDED && outcome.detail() == null) {
                plain.add(outcome.target().tenant());
            } else {
                write(handle, migration, outcome, now);
            }
        }
        if (!plain.isEmpty()) {
            handle.createUpdate(
                            """
                            UPDATE migration_targets
                            SET state = 'succeeded', code = NULL, detail = NULL, finished_at = :now
                            WHERE migration_id = :migration AND tenant_id IN (<tenants>)
                              AND state = 'running'
                            """)
                    .bind("now", now)
                    .bind("migration", migration)
                    .bindList("tenants", plain)
                    .execute();
        }
    }

    private static void write(Handle handle, String migration, Outcome outcome, Instant now) {
        boolean again = outcome.state() == TargetState.PENDING;
        handle.createUpdate(
                        """
                        UPDATE migration_targets
                        SET state = :state, code = :code, detail = :detail, due_at = :due,
                            finished_at = :finished
                        WHERE migration_id = :migration AND tenant_id = :tenant AND state = 'running'
                        """)
                .bind("state", outcome.state().code())
                .bind("code", outcome.code())
                .bind("detail", outcome.detail())
                .bind("due", now.plus(outcome.pause()))
                .bind("finished", again ? null : now)
                .bind("migration", migration)
                .bind("tenant", outcome.target().tenant())
                .execute();
    }

    /** Writes into the placements and routes what migrated databases look like now. */
    static void writeVersions(Handle handle, List<Outcome> outcomes, Instant now) {
        Map<Look, List<String>> databases = new HashMap<>();
        for (Outcome outcome : outcomes) {
            Migrated migrated = outcome.migrated();
            if (migrated != null) {
                databases
                        .computeIfAbsent(
                                new Look(migrated.version(), migrated.fingerprint()),
                                _ -> new ArrayList<>())
                        .add(outcome.target().databaseId());
            }
        }
        databases.forEach((look, ids) ->
                handle.createUpdate(
                                """
                                UPDATE tenant_databases d
                                JOIN tenants t ON t.database_id = d.id
                                SET d.changelog_version = :version, d.schema_fingerprint = :fingerprint,
                                    d.changed_at = :now, t.route_changed_at = :now
                                WHERE d.id IN (<ids>)
                                """)
                        .bind("version", look.version())
                        .bind("fingerprint", look.fingerprint())
                        .bind("now", now)
                        .bindList("ids", ids)
                        .execute());
    }

    private record Look(String version, String fingerprint) {}
}
