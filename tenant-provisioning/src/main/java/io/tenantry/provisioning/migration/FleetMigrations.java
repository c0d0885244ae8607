package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.routing.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Migrations of the fleet: planned, asked for and looked at here. */
public final class FleetMigrations {
    private final ControlPlane controlPlane;
    private final MigrationPlanner planner;
    private final MigrationSteering steering;
    private final MigrationStarts starts;
    private final MigrationRollbacks rollbacks;

    public FleetMigrations(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            MigrationKind kind,
            MigrationPlanner planner) {
        this.controlPlane = controlPlane;
        this.planner = planner;
        this.steering = new MigrationSteering(controlPlane, audit, runner, kind);
        this.starts = new MigrationStarts(controlPlane, planner, steering);
        this.rollbacks = new MigrationRollbacks(controlPlane, planner, starts);
    }

    /** How migrations that were asked for are paused, resumed, retried and ended. */
    public MigrationSteering steering() {
        return steering;
    }

    /** How migrations that were made are taken back. */
    public MigrationRollbacks rollbacks() {
        return rollbacks;
    }

    /**
     * What a migration would do. Records the ways that are not known yet, on scratch databases,
     * which takes seconds; changes no tenant's database.
     *
     * @param tenants whose databases; empty for all that are not up to date
     */
    public MigrationPlan plan(Set<TenantId> tenants) {
        return planner.plan(forth(), tenants);
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
        return starts.begin(handle, forth(), request, "migration.start", actor);
    }

    private Course forth() {
        return new Course.Forth(planner.carried());
    }

    /**
     * Plans what is asked for, and refuses what the request does not allow.
     *
     * @throws ProvisioningException with {@link Reason#MIGRATION_DESTRUCTIVE}
     */
    public void check(MigrationRequest request) {
        if (!request.destructive()) {
            starts.check(forth(), request);
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

    static Migration counted(Handle handle, Migration migration) {
        return migration.counted(TargetRows.counts(handle, migration.id()));
    }
}
