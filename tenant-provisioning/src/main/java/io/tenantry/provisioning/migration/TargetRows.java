package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** SQL on {@code migration_targets}, for whoever asks for a migration or looks at one. */
final class TargetRows {
    private static final int BATCH = 500;

    private TargetRows() {}

    static void insert(
            Handle handle, String migration, int wave, List<Candidate> candidates, Instant now) {
        for (int begin = 0; begin < candidates.size(); begin += BATCH) {
            handle.createUpdate(
                            """
                            INSERT INTO migration_targets
                                (migration_id, tenant_id, database_id, server_id, from_version, wave,
                                 state, attempts, due_at)
                            SELECT :migration, t.id, d.id, d.server_id, d.changelog_version, :wave,
                                   'pending', 0, :now
                            FROM tenants t
                            JOIN tenant_databases d ON d.id = t.database_id
                            WHERE t.id IN (<tenants>)
                            """)
                    .bind("migration", migration)
                    .bind("wave", wave)
                    .bind("now", now)
                    .bindList(
                            "tenants",
                            candidates
                                    .subList(begin, Math.min(begin + BATCH, candidates.size()))
                                    .stream()
                                    .map(Candidate::tenant)
                                    .toList())
                    .execute();
        }
    }

    static Map<TargetState, Integer> counts(Handle handle, String migration) {
        Map<TargetState, Integer> counts = new EnumMap<>(TargetState.class);
        handle.createQuery(
                        """
                        SELECT state, COUNT(*) AS targets
                        FROM migration_targets
                        WHERE migration_id = :migration
                        GROUP BY state
                        """)
                .bind("migration", migration)
                .map((row, _) ->
                        counts.put(
                                TargetState.fromCode(row.getString("state")),
                                row.getInt("targets")))
                .list();
        return counts;
    }

    /** Servers with targets that are not finished. */
    static List<String> serversWithWork(Handle handle, String migration) {
        return handle.createQuery(
                        """
                        SELECT DISTINCT server_id
                        FROM migration_targets
                        WHERE migration_id = :migration AND state IN ('pending', 'running')
                        ORDER BY server_id
                        """)
                .bind("migration", migration)
                .mapTo(String.class)
                .list();
    }

    /**
     * Gives targets that failed all their attempts again.
     *
     * @return the first wave that has such a target; 0 if there is none
     */
    static int retryFailed(Handle handle, String migration, Instant now) {
        Integer wave =
                handle.createQuery(
                                """
                                SELECT MIN(wave)
                                FROM migration_targets
                                WHERE migration_id = :migration AND state IN ('failed', 'drifted')
                                """)
                        .bind("migration", migration)
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(null);
        handle.createUpdate(
                        """
                        UPDATE migration_targets
                        SET state = 'pending', attempts = 0, due_at = :now, finished_at = NULL
                        WHERE migration_id = :migration AND state IN ('failed', 'drifted')
                        """)
                .bind("now", now)
                .bind("migration", migration)
                .execute();
        return wave == null ? 0 : wave;
    }

    static List<MigrationTarget> list(
            Handle handle,
            String migration,
            @Nullable TargetState state,
            @Nullable TenantId after,
            int limit) {
        return handle.createQuery(
                        """
                        SELECT x.tenant_id, t.slug, s.name AS server, x.from_version, x.wave, x.state,
                               x.attempts, x.code, x.detail, x.started_at, x.finished_at
                        FROM migration_targets x
                        JOIN tenants t ON t.id = x.tenant_id
                        JOIN database_servers s ON s.id = x.server_id
                        WHERE x.migration_id = :migration
                          AND (:state IS NULL OR x.state = :state)
                          AND (:after IS NULL OR x.tenant_id > :after)
                        ORDER BY x.tenant_id
                        LIMIT :limit
                        """)
                .bind("migration", migration)
                .bind("state", state == null ? null : state.code())
                .bind("after", after == null ? null : after.value())
                .bind("limit", limit)
                .map((row, _) ->
                        new MigrationTarget(
                                new TenantId(row.getString("tenant_id")),
                                row.getString("slug"),
                                row.getString("server"),
                                row.getString("from_version"),
                                row.getInt("wave"),
                                TargetState.fromCode(row.getString("state")),
                                row.getInt("attempts"),
                                row.getString("code"),
                                row.getString("detail"),
                                Columns.instantOrNull(row, "started_at"),
                                Columns.instantOrNull(row, "finished_at")))
                .list();
    }

    /** Takes targets of a server whose turn has come, for the one operation that works there. */
    static List<Target> claim(Handle handle, MigrateServer work, int wave, int limit, Instant now) {
        List<Target> targets =
                handle.createQuery(
                                """
                                SELECT x.tenant_id, x.attempts, d.id, d.database_name, d.changelog_version
                                FROM migration_targets x
                                JOIN tenants t ON t.id = x.tenant_id
                                JOIN tenant_databases d ON d.id = t.database_id
                                WHERE x.migration_id = :migration AND x.server_id = :server
                                  AND x.wave = :wave AND d.id = x.database_id
                                  AND x.state = 'pending'
                                  AND x.due_at <= :now
                                ORDER BY x.due_at, x.tenant_id
                                LIMIT :limit
                                """)
                        .bind("migration", work.migration())
                        .bind("server", work.server())
                        .bind("wave", wave)
                        .bind("now", now)
                        .bind("limit", limit)
                        .map((row, _) ->
                                new Target(
                                        row.getString("tenant_id"),
                                        row.getString("id"),
                                        new DatabaseName(row.getString("database_name")),
                                        row.getString("changelog_version"),
                                        row.getInt("attempts") + 1))
                        .list();
        if (!targets.isEmpty()) {
            handle.createUpdate(
                            """
                            UPDATE migration_targets
                            SET state = 'running', attempts = attempts + 1,
                                started_at = COALESCE(started_at, :now)
                            WHERE migration_id = :migration AND tenant_id IN (<tenants>)
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

    /** Those of a server whose tenant has another database by now, or none. */
    static void skipGone(Handle handle, MigrateServer work, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE migration_targets x
                        LEFT JOIN tenants t ON t.id = x.tenant_id AND t.database_id = x.database_id
                        SET x.state = 'skipped', x.finished_at = :now
                        WHERE x.migration_id = :migration AND x.server_id = :server
                          AND x.state = 'pending' AND t.id IS NULL
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
        if (outcomes.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE migration_targets
                        SET state = :state, code = :code, detail = :detail, due_at = :due,
                            finished_at = :finished
                        WHERE migration_id = :migration AND tenant_id = :tenant AND state = 'running'
                        """);
        for (Outcome outcome : outcomes) {
            boolean again = outcome.state() == TargetState.PENDING;
            batch.bind("state", outcome.state().code())
                    .bind("code", outcome.code())
                    .bind("detail", outcome.detail())
                    .bind("due", now.plus(outcome.pause()))
                    .bind("finished", again ? null : now)
                    .bind("migration", migration)
                    .bind("tenant", outcome.target().tenant())
                    .add();
        }
        batch.execute();
    }

    /** Writes into the placements and routes what migrated databases look like now. */
    static void writeVersions(Handle handle, List<Outcome> outcomes, Instant now) {
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        UPDATE tenant_databases d
                        JOIN tenants t ON t.database_id = d.id
                        SET d.changelog_version = :version, d.schema_fingerprint = :fingerprint,
                            d.changed_at = :now, t.route_changed_at = :now
                        WHERE d.id = :id
                        """);
        boolean any = false;
        for (Outcome outcome : outcomes) {
            if (outcome.migrated() != null) {
                any = true;
                batch.bind("version", outcome.migrated().version())
                        .bind("fingerprint", outcome.migrated().fingerprint())
                        .bind("now", now)
                        .bind("id", outcome.target().databaseId())
                        .add();
            }
        }
        if (any) {
            batch.execute();
        }
    }
}
