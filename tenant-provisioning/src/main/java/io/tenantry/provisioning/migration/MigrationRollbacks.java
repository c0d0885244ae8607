package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Migrations are taken back here, by migrations of their own: the databases that one brought to its
 * version and that still have it go back to the version that each came from. The changesets between
 * are rolled back, so each must have a rollback.
 *
 * <p>Each of these calls is refused with {@link Reason#MIGRATION_UNKNOWN}, {@link
 * Reason#MIGRATION_STATE_CONFLICT} while the migration may still go on, {@link
 * Reason#ROLLBACK_OF_ANOTHER_RELEASE} if this process does not carry its version, or {@link
 * Reason#ROLLBACK_IMPOSSIBLE} if it is a rollback itself, or a changeset has no rollback.
 */
public final class MigrationRollbacks {
    private final ControlPlane controlPlane;
    private final MigrationPlanner planner;
    private final MigrationStarts starts;

    MigrationRollbacks(
            ControlPlane controlPlane, MigrationPlanner planner, MigrationStarts starts) {
        this.controlPlane = controlPlane;
        this.planner = planner;
        this.starts = starts;
    }

    /**
     * What the rollback of a migration would do. Records the ways back that are not known yet, on
     * scratch databases, which takes seconds; changes no tenant's database.
     *
     * @param tenants whose databases; empty for all of the migration
     */
    public MigrationPlan plan(String id, Set<TenantId> tenants) {
        return planner.plan(course(id), tenants);
    }

    /**
     * Plans the rollback, and refuses what the request does not allow.
     *
     * @throws ProvisioningException also with {@link Reason#MIGRATION_DESTRUCTIVE}
     */
    public void check(String id, MigrationRequest request) {
        starts.check(course(id), request);
    }

    /**
     * Asks for a rollback, after planning it.
     *
     * @throws ProvisioningException also with {@link Reason#MIGRATION_DESTRUCTIVE}
     */
    public Migration start(String id, MigrationRequest request, Actor actor) {
        check(id, request);
        return controlPlane.inTransaction(handle -> start(handle, id, request, actor));
    }

    /** Asks for a rollback that was checked, in a transaction that the caller may still undo. */
    public Migration start(Handle handle, String id, MigrationRequest request, Actor actor) {
        Course course = course(MigrationRows.lock(handle, id));
        return starts.begin(handle, course, request, "migration.rollback", actor);
    }

    private Course course(String id) {
        return course(
                controlPlane
                        .read(handle -> MigrationRows.find(handle, id))
                        .orElseThrow(() -> MigrationRows.unknown(id)));
    }

    private Course course(Migration migration) {
        String to = migration.to();
        if (to == null) {
            throw new ProvisioningException(
                    Reason.ROLLBACK_IMPOSSIBLE,
                    "migration %s is a rollback itself: a migration brings its databases forth again"
                            .formatted(migration.id()));
        }
        if (!migration.state().isFinal()) {
            throw new ProvisioningException(
                    Reason.MIGRATION_STATE_CONFLICT,
                    "the migration is %s: cancel it, or let it end, and then take it back"
                            .formatted(migration.state().code()));
        }
        if (!to.equals(planner.carried())) {
            throw new ProvisioningException(
                    Reason.ROLLBACK_OF_ANOTHER_RELEASE,
                    "the migration led to version %s, and this release carries %s"
                            .formatted(to, planner.carried()));
        }
        return new Course.Back(migration.id(), to);
    }
}
