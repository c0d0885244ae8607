package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Sets migrations going, and lets them stand. */
public final class MigrationSteering {
    private static final String OPERATOR = "operator";

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final MigrationKind kind;

    MigrationSteering(
            ControlPlane controlPlane, AuditLog audit, OperationRunner runner, MigrationKind kind) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.kind = kind;
    }

    /** Has each server with something to do work on it. */
    void setGoing(Handle handle, Migration migration, Actor actor) {
        for (String server : TargetRows.serversWithWork(handle, migration.id())) {
            runner.submit(
                    handle,
                    kind.kind(),
                    null,
                    new MigrateServer(migration.id(), server, migration.run()),
                    actor);
        }
    }

    /**
     * Lets a migration stand still. What is at work on a database at this moment finishes.
     *
     * @throws ProvisioningException with {@link Reason#MIGRATION_UNKNOWN} or {@link
     *     Reason#MIGRATION_STATE_CONFLICT} unless it is running
     */
    public Migration pause(String id, Actor actor) {
        return controlPlane.inTransaction(handle -> {
            Migration migration = MigrationRows.lock(handle, id);
            demand(migration, migration.state() == MigrationState.RUNNING);
            return moved(handle, migration, MigrationState.PAUSED, "migration.pause", actor);
        });
    }

    /**
     * Ends a migration for good. What was migrated stays so.
     *
     * @throws ProvisioningException as {@link #pause}, unless it is running or paused
     */
    public Migration cancel(String id, Actor actor) {
        return controlPlane.inTransaction(handle -> {
            Migration migration = MigrationRows.lock(handle, id);
            demand(migration, !migration.state().isFinal());
            return moved(handle, migration, MigrationState.CANCELLED, "migration.cancel", actor);
        });
    }

    private Migration moved(
            Handle handle, Migration migration, MigrationState to, String action, Actor actor) {
        MigrationRows.move(
                handle,
                migration.id(),
                to,
                to == MigrationState.PAUSED ? OPERATOR : null,
                migration.run(),
                migration.wave(),
                controlPlane.now());
        note(handle, migration, action, Map.of("state", to.code()), actor);
        return read(handle, migration.id());
    }

    /**
     * Sets a paused migration going again where it stands. Failures of the present wave are tried
     * again: otherwise they would pause it at once.
     *
     * @throws ProvisioningException as {@link #pause}, unless it is paused, or running but left by
     *     an operation that failed
     */
    public Migration resume(String id, Actor actor) {
        return controlPlane.inTransaction(handle -> {
            Migration migration = MigrationRows.lock(handle, id);
            demand(migration, !migration.state().isFinal());
            TargetRows.retryFailed(handle, id, controlPlane.now());
            return goneOn(handle, migration, "migration.resume", actor);
        });
    }

    /**
     * Tries the failed targets of an ended migration again, and only them.
     *
     * @throws ProvisioningException as {@link #pause}, unless it is incomplete
     */
    public Migration retry(String id, Actor actor) {
        return controlPlane.inTransaction(handle -> {
            Migration migration = MigrationRows.lock(handle, id);
            demand(migration, migration.state() == MigrationState.INCOMPLETE);
            TargetRows.retryFailed(handle, id, controlPlane.now());
            return goneOn(handle, migration, "migration.retry", actor);
        });
    }

    private Migration goneOn(Handle handle, Migration migration, String action, Actor actor) {
        // From the first wave: the next turn finds the first that is not finished.
        MigrationRows.move(
                handle,
                migration.id(),
                MigrationState.RUNNING,
                null,
                migration.run() + 1,
                1,
                controlPlane.now());
        Migration again = read(handle, migration.id());
        setGoing(handle, again, actor);
        note(handle, migration, action, Map.of("state", again.state().code()), actor);
        return again;
    }

    private static void demand(Migration migration, boolean allowed) {
        if (!allowed) {
            throw new ProvisioningException(
                    Reason.MIGRATION_STATE_CONFLICT,
                    "the migration is %s, which does not allow this"
                            .formatted(migration.state().code()));
        }
    }

    void note(
            Handle handle,
            Migration migration,
            String action,
            Map<String, String> after,
            Actor actor) {
        audit.append(handle, new AuditEntry(actor, null, action, migration.id(), null, after));
    }

    private static Migration read(Handle handle, String id) {
        return FleetMigrations.counted(handle, MigrationRows.find(handle, id).orElseThrow());
    }
}
