package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code migration_targets}, for whoever asks for a migration or looks at one. */
final class TargetRows {
    private static final int BATCH = 500;

    private TargetRows() {}

    static void insert(
            Handle handle, String migration, int wave, List<Candidate> candidates, Instant now) {
        candidates.stream()
                .collect(Collectors.groupingBy(candidate -> candidate.way().to()))
                .forEach((to, some) -> insert(handle, migration, wave, to, some, now));
    }

    private static void insert(
            Handle handle,
            String migration,
            int wave,
            String to,
            List<Candidate> candidates,
            Instant now) {
        for (int begin = 0; begin < candidates.size(); begin += BATCH) {
            handle.createUpdate(
                            """
                            INSERT INTO migration_targets
                                (migration_id, tenant_id, database_id, server_id, from_version,
                                 to_version, wave, state, attempts, due_at)
                            SELECT :migration, t.id, d.id, d.server_id, d.changelog_version, :to,
                                   :wave, 'pending', 0, :now
                            FROM tenants t
                            JOIN tenant_databases d ON d.id = t.database_id
                            WHERE t.id IN (<tenants>)
                            """)
                    .bind("migration", migration)
                    .bind("to", to)
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
                        SELECT x.tenant_id, t.slug, s.name AS server, x.from_version, x.to_version,
                               x.wave, x.state, x.attempts, x.code, x.detail, x.started_at, x.finished_at
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
                                row.getString("to_version"),
                                row.getInt("wave"),
                                TargetState.fromCode(row.getString("state")),
                                row.getInt("attempts"),
                                row.getString("code"),
                                row.getString("detail"),
                                Columns.instantOrNull(row, "started_at"),
                                Columns.instantOrNull(row, "finished_at")))
                .list();
    }
}
