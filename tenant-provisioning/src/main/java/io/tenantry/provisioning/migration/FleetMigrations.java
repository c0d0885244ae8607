package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
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

/** Migrations of the fleet: planned, asked for and looked at here. */
public final class FleetMigrations {
    private final ControlPlane controlPlane;
    private final MigrationPlanner planner;
    private final MigrationSteering steering;

    public FleetMigrations(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            MigrationKind kind,
            MigrationPlanner planner) {
        this.controlPlane = controlPlane;
        this.planner = planner;
        this.steering = new MigrationSteering(controlPlane, audit, runner, kind);
    }

    /** How migrations that were asked for are paused, resumed, retried and ended. */
    public MigrationSteering steering() {
        return steering;
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
        steering.setGoing(handle, migration, actor);
        steering.note(handle, migration, "migration.start", Map.of("to", to), actor);
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

    static Migration counted(Handle handle, Migration migration) {
        return migration.counted(TargetRows.counts(handle, migration.id()));
    }
}
