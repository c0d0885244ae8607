package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What one server's operation writes about a migration: outcomes, and with them whatever follows
 * from them for all servers. Each is one transaction.
 */
final class Books {
    private static final int AHEAD = 6;
    static final String ERROR_BUDGET = "error_budget";

    private final ControlPlane controlPlane;
    private final RouteAnnouncer announcer;
    private final StepContext<MigrateServer> context;
    private final MigrateServer work;
    private final String carried;

    /**
     * @param carried the version of the changelog that this process carries: it takes no targets of
     *     a migration that needs another
     */
    Books(
            ControlPlane controlPlane,
            RouteAnnouncer announcer,
            StepContext<MigrateServer> context,
            String carried) {
        this.controlPlane = controlPlane;
        this.announcer = announcer;
        this.context = context;
        this.work = context.input();
        this.carried = carried;
    }

    /**
     * What is to be done next.
     *
     * @param open whether the migration goes on, in this run
     */
    record Page(boolean open, MigrationSettings settings, List<Target> targets) {}

    /** Takes the first targets, those included that a killed process left half-way. */
    Page first() {
        return context.record(handle -> {
            Instant now = controlPlane.now();
            WorkRows.takeBack(handle, work);
            WorkRows.skipGone(handle, work, now);
            return turn(handle, List.of(), true, 0);
        });
    }

    /**
     * Writes outcomes, and takes more targets.
     *
     * @param more whether to take more
     * @param atWork how many this operation is at work on besides
     */
    Page turn(List<Outcome> outcomes, boolean more, int atWork) {
        return context.record(handle -> turn(handle, outcomes, more, atWork));
    }

    private Page turn(Handle handle, List<Outcome> outcomes, boolean more, int atWork) {
        Instant now = controlPlane.now();
        Migration migration = MigrationRows.lock(handle, work.migration());
        // What happened, happened, whatever became of the migration meanwhile.
        WorkRows.write(handle, migration.id(), outcomes, now);
        WorkRows.writeVersions(handle, outcomes, now);
        handle.afterCommit(() -> announce(outcomes));
        if (migration.state() != MigrationState.RUNNING || migration.run() != work.run()) {
            return new Page(false, migration.settings(), List.of());
        }
        if (WorkRows.failures(handle, migration.id(), migration.wave())
                > migration.settings().errorBudget()) {
            move(handle, migration, MigrationState.PAUSED, ERROR_BUDGET, migration.wave(), now);
            return new Page(false, migration.settings(), List.of());
        }
        int wave = firstUnfinished(handle, migration);
        if (wave > migration.waves()) {
            boolean failed =
                    TargetRows.counts(handle, migration.id()).keySet().stream()
                            .anyMatch(TargetState::isFailure);
            MigrationState end = failed ? MigrationState.INCOMPLETE : MigrationState.SUCCEEDED;
            move(handle, migration, end, null, migration.waves(), now);
            return new Page(false, migration.settings(), List.of());
        }
        if (wave != migration.wave()) {
            move(handle, migration, MigrationState.RUNNING, null, wave, now);
        }
        // More than can be worked on at once, so that no lane waits for the books.
        int wanted =
                more && migration.isFor(carried)
                        ? AHEAD * migration.settings().parallelism() - atWork
                        : 0;
        return new Page(
                true,
                migration.settings(),
                wanted <= 0
                        ? List.of()
                        : WorkRows.claim(handle, work, wave, migration.direction(), wanted, now));
    }

    private static int firstUnfinished(Handle handle, Migration migration) {
        int wave = migration.wave();
        while (wave <= migration.waves() && !WorkRows.isUnfinished(handle, migration.id(), wave)) {
            wave++;
        }
        return wave;
    }

    private static void move(
            Handle handle,
            Migration migration,
            MigrationState state,
            @Nullable String pausedFor,
            int wave,
            Instant now) {
        MigrationRows.move(handle, migration.id(), state, pausedFor, migration.run(), wave, now);
    }

    private void announce(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome.migrated() != null) {
                announcer.routeChanged(new TenantId(outcome.target().tenant()));
            }
        }
    }
}
