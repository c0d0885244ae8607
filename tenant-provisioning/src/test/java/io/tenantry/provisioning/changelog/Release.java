package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;

/** A process that carries a changelog, and how it may be cut short. */
record Release(ChangelogRecorder versions, MigrationRecorder ways, MigrationReplay migrations) {
    static Release of(TestFleet fleet, String root) {
        LazyChangelog changelog = new LazyChangelog(root);
        ChangelogRecorder versions =
                new ChangelogRecorder(fleet.controlPlane(), fleet.connections(), changelog);
        MigrationRecorder ways =
                new MigrationRecorder(
                        fleet.controlPlane(), fleet.connections(), changelog, versions);
        return new Release(
                versions,
                ways,
                new MigrationReplay(changelog, versions, ways, fleet.connections()));
    }

    String version() {
        return ways.carried();
    }

    /** From an older release's version to this one's. */
    Way from(Release older) {
        return Way.forth(older.version(), version());
    }

    /** From this release's version to an older one's. */
    Way backTo(Release older) {
        return Way.back(version(), older.version());
    }

    MigrationRecording recording(AdminConnection admin, Way way) throws SQLException {
        return ways.recording(admin, way);
    }

    /** As a killed process leaves it: some moves made, and written down where that is needed. */
    static void cutShort(AdminConnection admin, MigrationRecording way, int done)
            throws SQLException {
        if (way.isMarked() && done > 0) {
            ProgressMark.begin(admin);
        }
        for (int i = 0; i < done; i++) {
            Move move = way.moves().get(i);
            int next = i + 1;
            if (way.isMarked() && move.kind() == StatementKind.SCHEMA) {
                ProgressMark.write(admin, i);
            }
            MoveMaker.make(
                    admin,
                    move.kind(),
                    move.statements(),
                    way.isMarked() && move.kind() == StatementKind.DATA
                            ? () -> ProgressMark.write(admin, next)
                            : null);
        }
    }
}
