package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Migrations of the fleet: planned, asked for and steered here. */
public final class FleetMigrations {
    private static final String OPERATOR = "operator";

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final MigrationKind kind;
    private final MigrationPlanner planner;

    public FleetMigrations(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            MigrationKind kind,
            MigrationPlanner planner) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.kind = kind;
        this.planner = planner;
    }

    /**
     * What a migration would do. Records the ways that are not known yet, on scratch databases,
     * which takes seconds; changes no tenant's database.
     *
     * @param tenants whose databases; empty for all that are not up to date
     */
    public MigrationPlan plan(Set<TenantId> tenants) {
        return planner.plan(tenants);
    }

    /**
     * Asks for a migration, after planning it.
     *
     * @throws ProvisioningException with {@link Reason#MIGRATION_DESTRUCTIVE} if a statement would
     *     destroy data and the request does not say that it may
     */
    public Migration start(MigrationRequest request, Actor actor) {
        check(request);
        return controlPlane.inTransaction(handle -> start(handle, request, actor));
    }

    /** Asks for a migration that was checked, in a transaction that the caller may still undo. */
    public Migration start(Handle handle, MigrationRequest request, Actor actor) {
        String to = planner.target();
        MigrationSettings settings = request.settings();
        List<List<Candidate>> waves =
                Waves.of(
                        CandidateRows.notAt(
                                handle, to, request.tenants(), new Labels(settings.canary())),
                        settings.waves());
        Instant now = controlPlane.now();
        boolean nothing = waves.isEmpty();
        Migration migration =
                new Migration(
                        Ulid.at(now),
                        to,
                        nothing ? MigrationState.SUCCEEDED : MigrationState.RUNNING,
                        null,
                        1,
                        nothing ? 0 : 1,
                        waves.size(),
                        settings,
                        CandidateRows.countAt(handle, to, request.tenants()),
                        actor.name(),
                        now,
                        now,
                        nothing ? now : null,
                        Map.of());
        MigrationRows.insert(handle, migration);
        for (int i = 0; i < waves.size(); i++) {
            TargetRows.insert(handle, migration.id(), i + 1, waves.get(i), now);
        }
        setGoing(handle, migration, actor);
        note(handle, migration, "migration.start", Map.of("to", to), actor);
        return counted(handle, migration);
    }

    /**
     * Plans what is asked for, and refuses what the request does not allow.
     *
     * @throws ProvisioningException with {@link Reason#MIGRATION_DESTRUCTIVE}
     */
    public void check(MigrationRequest request) {
        if (request.destructive()) {
            return;
        }
        plan(request.tenants())
                .firstDestructive()
                .ifPresent(statement -> {
                    throw new ProvisioningException(
                            Reason.MIGRATION_DESTRUCTIVE,
                            "the migration %s: %s"
                                    .formatted(statement.destroys(), statement.sql()));
                });
    }

    private void setGoing(Handle handle, Migration migration, Actor actor) {
        for (String server : TargetRows.serversWithWork(handle, migration.id())) {
            runner.submit(
                    handle,
                    kind.kind(),
                    null,
                    new MigrateServer(migration.id(), server, migration.run()),
                    actor);
        }
    }

    public Optional<Migration> find(String id) {
        return controlPlane.read(handle ->
                MigrationRows.find(handle, id).map(migration -> counted(handle, migration)));
    }

    /**
     * Migrations, newest first.
     *
     * @param before only those before this one; null to begin with the newest
     */
    public List<Migration> list(@Nullable String before, int limit) {
        return controlPlane.read(handle ->
                MigrationRows.list(handle, before, limit).stream()
                        .map(migration -> counted(handle, migration))
                        .toList());
    }

    /**
     * Targets of a migration, in the order of their tenants' ids.
     *
     * @param state only those in that state; null for all
     * @param after only those after this tenant; null to begin with the first
     * @throws ProvisioningException with {@link Reason#MIGRATION_UNKNOWN}
     */
    public List<MigrationTarget> targets(
            String id, @Nullable TargetState state, @Nullable TenantId after, int limit) {
        return controlPlane.read(handle -> {
            var _ = MigrationRows.find(handle, id).orElseThrow(() -> MigrationRows.unknown(id));
            return TargetRows.list(handle, id, state, after, limit);
        });
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

    private void note(
            Handle handle,
            Migration migration,
            String action,
            Map<String, String> after,
            Actor actor) {
        audit.append(handle, new AuditEntry(actor, null, action, migration.id(), null, after));
    }

    private static Migration read(Handle handle, String id) {
        return counted(handle, MigrationRows.find(handle, id).orElseThrow());
    }

    private static Migration counted(Handle handle, Migration migration) {
        return migration.counted(TargetRows.counts(handle, migration.id()));
    }
}
