package io.tenantry.provisioning.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code migrations}. */
final class MigrationRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            """
            SELECT id, from_version, to_version, rollback_of, state, paused_for, run, wave, waves, settings, up_to_date,
                   requested_by, created_at, changed_at, finished_at
            FROM migrations
            """;

    private MigrationRows() {}

    static void insert(Handle handle, Migration migration) {
        handle.createUpdate(
                        """
                        INSERT INTO migrations
                            (id, from_version, to_version, rollback_of, state, run, wave, waves,
                             settings, up_to_date, requested_by, created_at, changed_at, finished_at)
                        VALUES
                            (:id, :from, :to, :rollbackOf, :state, :run, :wave, :waves, :settings,
                             :upToDate, :requestedBy, :now, :now, :finished)
                        """)
                .bind("id", migration.id())
                .bind("from", migration.from())
                .bind("to", migration.to())
                .bind("rollbackOf", migration.rollbackOf())
                .bind("state", migration.state().code())
                .bind("run", migration.run())
                .bind("wave", migration.wave())
                .bind("waves", migration.waves())
                .bind("settings", write(migration.settings()))
                .bind("upToDate", migration.upToDate())
                .bind("requestedBy", migration.requestedBy())
                .bind("now", migration.createdAt())
                .bind("finished", migration.finishedAt())
                .execute();
    }

    static Optional<Migration> find(Handle handle, String id) {
        return handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    /**
     * Reads a migration and keeps everybody else from changing it until the transaction ends.
     *
     * @throws ProvisioningException with {@link Reason#MIGRATION_UNKNOWN}
     */
    static Migration lock(Handle handle, String id) {
        return handle.createQuery(SELECT + "WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne()
                .orElseThrow(() -> unknown(id));
    }

    static ProvisioningException unknown(String id) {
        return new ProvisioningException(Reason.MIGRATION_UNKNOWN, "no migration has the id " + id);
    }

    static List<Migration> list(Handle handle, @Nullable String before, int limit) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE :before IS NULL OR id < :before
                                ORDER BY id DESC
                                LIMIT :limit
                                """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    static void move(
            Handle handle,
            String id,
            MigrationState state,
            @Nullable String pausedFor,
            int run,
            int wave,
            Instant now) {
        handle.createUpdate(
                        """
                        UPDATE migrations
                        SET state = :state, paused_for = :pausedFor, run = :run, wave = :wave,
                            changed_at = :now, finished_at = :finished
                        WHERE id = :id
                        """)
                .bind("state", state.code())
                .bind("pausedFor", pausedFor)
                .bind("run", run)
                .bind("wave", wave)
                .bind("now", now)
                .bind("finished", state.isFinal() ? now : null)
                .bind("id", id)
                .execute();
    }

    private static Migration read(ResultSet row) throws SQLException {
        return new Migration(
                row.getString("id"),
                row.getString("from_version"),
                row.getString("to_version"),
                row.getString("rollback_of"),
                MigrationState.fromCode(row.getString("state")),
                row.getString("paused_for"),
                row.getInt("run"),
                row.getInt("wave"),
                row.getInt("waves"),
                settings(row.getString("settings")),
                row.getInt("up_to_date"),
                row.getString("requested_by"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "changed_at"),
                Columns.instantOrNull(row, "finished_at"),
                Map.of());
    }

    private static String write(MigrationSettings settings) {
        try {
            return JSON.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings become JSON", e);
        }
    }

    private static MigrationSettings settings(String json) {
        try {
            return JSON.readValue(json, MigrationSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a migration's settings cannot be read", e);
        }
    }
}
