package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.routing.Ulid;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Plans migrations of any course, and makes them. */
final class MigrationStarts {
    private final ControlPlane controlPlane;
    private final MigrationPlanner planner;
    private final MigrationSteering steering;

    MigrationStarts(
            ControlPlane controlPlane, MigrationPlanner planner, MigrationSteering steering) {
        this.controlPlane = controlPlane;
        this.planner = planner;
        this.steering = steering;
    }

    /**
     * Plans what is asked for, and refuses what the request does not allow.
     *
     * @throws ProvisioningException with {@link Reason#MIGRATION_DESTRUCTIVE}
     */
    void check(Course course, MigrationRequest request) {
        MigrationPlan plan = planner.plan(course, request.tenants());
        if (request.destructive()) {
            return;
        }
        plan.firstDestructive()
                .ifPresent(statement -> {
                    throw new ProvisioningException(
                            Reason.MIGRATION_DESTRUCTIVE,
                            "the migration %s: %s"
                                    .formatted(statement.destroys(), statement.sql()));
                });
    }

    /**
     * Makes a migration and sets it going.
     *
     * @param action what the audit log calls it
     */
    Migration begin(
            Handle handle, Course course, MigrationRequest request, String action, Actor actor) {
        MigrationSettings settings = request.settings();
        List<List<Candidate>> waves =
                Waves.of(
                        course.candidates(handle, request.tenants(), new Labels(settings.canary())),
                        settings.waves());
        Instant now = controlPlane.now();
        boolean nothing = waves.isEmpty();
        Migration migration =
                new Migration(
                        Ulid.at(now),
                        course.from(),
                        course.to(),
                        course.rollbackOf(),
                        nothing ? MigrationState.SUCCEEDED : MigrationState.RUNNING,
                        null,
                        1,
                        nothing ? 0 : 1,
                        waves.size(),
                        settings,
                        course.settled(handle, request.tenants()),
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
        steering.note(handle, migration, action, what(course), actor);
        return FleetMigrations.counted(handle, migration);
    }

    private static Map<String, String> what(Course course) {
        Map<String, String> what = new LinkedHashMap<>();
        if (course.from() != null) {
            what.put("from", course.from());
        }
        if (course.to() != null) {
            what.put("to", course.to());
        }
        if (course.rollbackOf() != null) {
            what.put("rollbackOf", course.rollbackOf());
        }
        return what;
    }
}
