package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.MigrationLimits;
import io.tenantry.provisioning.changelog.MigrationReplay;
import io.tenantry.provisioning.changelog.SchemaVersions;
import io.tenantry.provisioning.changelog.Way;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;
import java.time.Duration;

/** Brings a database that came from the past to the schema version that is of today. */
public final class CatchUp {
    // Nobody works on the database, so nobody is in the way of anybody.
    private static final MigrationLimits LIMITS =
            new MigrationLimits(Duration.ofSeconds(30), Duration.ofHours(6));

    private final ControlPlane controlPlane;
    private final MigrationReplay replay;
    private final SchemaVersions versions;

    public CatchUp(ControlPlane controlPlane, MigrationReplay replay, SchemaVersions versions) {
        this.controlPlane = controlPlane;
        this.replay = replay;
        this.versions = versions;
    }

    /**
     * Refuses what {@link #bring} could not do.
     *
     * @param from the version that a database has
     * @param to the version that it is to have
     * @throws ProvisioningException with {@link Reason#RESTORE_OF_ANOTHER_RELEASE}
     */
    public void demandPossible(String from, String to) {
        if (!from.equals(to) && (!to.equals(replay.carried()) || versions.isNewer(from))) {
            throw new ProvisioningException(
                    Reason.RESTORE_OF_ANOTHER_RELEASE,
                    "the backup is of schema version %s and the tenant of %s, and this release (%s) knows no way from the one to the other; migrate the tenant first"
                            .formatted(
                                    shortened(from), shortened(to), shortened(replay.carried())));
        }
    }

    /** Brings a database to the version that this process carries, if it is of an older one. */
    void bringIfOlder(StepContext<?> context, TenantDatabase database) throws SQLException {
        String from = context.read(handle -> PlacementRows.version(handle, database.id()));
        if (!versions.isNewer(from)) {
            bring(context, database, replay.carried());
        }
    }

    /** Versions are told apart by a few digits. */
    private static String shortened(String version) {
        return version.length() <= 12 ? version : version.substring(0, 12);
    }

    /**
     * Brings a database to a version, unless it has it; nobody else may be at work on it.
     *
     * @throws ProvisioningException as {@link #demandPossible} and {@link MigrationReplay#migrate}
     */
    public void bring(StepContext<?> context, TenantDatabase database, String to)
            throws SQLException {
        String from = context.read(handle -> PlacementRows.version(handle, database.id()));
        if (from.equals(to)) {
            return;
        }
        demandPossible(from, to);
        AdminConnection admin = context.admin(database.serverId(), database.name());
        MigrationReplay.limit(admin, LIMITS);
        // A database that had drifted when it was backed up comes back all the same.
        MigrationReplay.Migrated migrated =
                replay.migrate(admin, database.name(), Way.forth(from, to), true, LIMITS);
        context.record(handle -> {
            PlacementRows.schemaApplied(
                    handle,
                    database.id(),
                    migrated.version(),
                    migrated.fingerprint(),
                    controlPlane.now());
            return true;
        });
    }
}
