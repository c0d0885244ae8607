package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.changelog.MigrationReplay;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.NotYetException;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import java.time.Duration;

/** Migrates the databases of one server whose turn has come, a few seconds at a time. */
final class MigrateDatabases implements Step<MigrateServer> {
    static final String NAME = "migrate-databases";

    private static final Duration NEXT_SLICE = Duration.ofMillis(1);
    private static final Duration OTHERS_AT_WORK = Duration.ofMillis(500);

    private final ControlPlane controlPlane;
    private final MigrationReplay replay;
    private final RouteAnnouncer announcer;

    MigrateDatabases(ControlPlane controlPlane, MigrationReplay replay, RouteAnnouncer announcer) {
        this.controlPlane = controlPlane;
        this.replay = replay;
        this.announcer = announcer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<MigrateServer> context) {
        Books books = new Books(controlPlane, announcer, context, replay.carried());
        switch (new Slice(books, replay, context).work()) {
            case ENDED -> {
                // The migration has, or this run of it: so has the operation.
            }
            case MORE -> throw NotYetException.yielding(NEXT_SLICE);
            case NOTHING -> throw NotYetException.yielding(OTHERS_AT_WORK);
        }
    }

    /** There is no way back. */
    @Override
    public void undo(StepContext<MigrateServer> context) {}
}
