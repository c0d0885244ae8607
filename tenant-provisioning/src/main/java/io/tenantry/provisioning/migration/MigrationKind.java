package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.changelog.MigrationReplay;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.tenant.RouteAnnouncer;

/** The kind of operation that migrates the databases of one server. */
public record MigrationKind(OperationKind<MigrateServer> kind) {
    public static MigrationKind of(
            ControlPlane controlPlane, MigrationReplay replay, RouteAnnouncer announcer) {
        return new MigrationKind(
                new ServerMigration(new MigrateDatabases(controlPlane, replay, announcer)));
    }
}
