package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.MigrationReplay.Migrated;
import io.tenantry.provisioning.liquibase.SerialLiquibase;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.ScratchDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The slow way, one database at a time in this process: for what cannot be replayed, and for
 * databases that have drifted. Knows what databases of a version look like, object by object, and
 * so in what one differs from them.
 */
final class LiquibaseWay {
    private final Supplier<TenantChangelog> changelog;
    private final ChangelogRecorder versions;
    private final AdminConnections connections;
    private final Map<Look, SchemaOutline> outlines = new ConcurrentHashMap<>();

    LiquibaseWay(
            Supplier<TenantChangelog> changelog,
            ChangelogRecorder versions,
            AdminConnections connections) {
        this.changelog = changelog;
        this.versions = versions;
        this.connections = connections;
    }

    /** A version on a release, which words definitions in its own way. */
    private record Look(String version, String engine) {}

    /**
     * Has Liquibase bring a database, the connection's current one, the whole way.
     *
     * @param anyResult whether a result is taken that does not look as it should
     * @throws ProvisioningException with {@link Reason#SCHEMA_DRIFTED} if it is not taken
     */
    Migrated go(
            AdminConnection admin,
            DatabaseName database,
            Way way,
            MigrationRecording recording,
            boolean anyResult)
            throws SQLException {
        ProgressMark.end(admin);
        // Its own settings, and whatever the changesets set.
        admin.sessionChanged();
        String root = changelog.get().root();
        Set<String> undone = recording.undone();
        if (way.direction() == Way.Direction.FORTH || undone == null) {
            SerialLiquibase.update(admin.jdbc(), root);
        } else {
            SerialLiquibase.rollBack(admin.jdbc(), root, undone);
        }
        String found = SchemaFingerprint.of(admin, database);
        if (found.equals(expected(admin, way, recording))) {
            return new Migrated(way.to(), found, null);
        }
        String drift = drift(admin, database, way.to());
        if (!anyResult) {
            throw drifted(database, drift);
        }
        return new Migrated(way.to(), found, drift);
    }

    private String expected(AdminConnection admin, Way way, MigrationRecording recording)
            throws SQLException {
        return switch (way.direction()) {
            case FORTH -> versions.recordingFor(admin).fingerprint();
            // Proven to be what a database of that version looks like on this release.
            case BACK -> recording.end().fingerprint();
        };
    }

    static ProvisioningException drifted(DatabaseName database, String drift) {
        return new ProvisioningException(
                Reason.SCHEMA_DRIFTED,
                "database %s does not look as its version says: %s".formatted(database, drift));
    }

    /** In what a database differs from those of a version, in words. */
    String drift(AdminConnection admin, DatabaseName database, String version) throws SQLException {
        SchemaOutline found = SchemaFingerprint.outline(admin, database);
        Optional<ChangelogRecording> recording =
                versions.recordingOf(version, admin.version().release());
        String drift =
                recording.isPresent()
                        ? found.driftFrom(outline(admin.serverId(), recording.get()))
                        : "";
        return drift.isEmpty() ? "Liquibase's table DATABASECHANGELOG is another" : drift;
    }

    private SchemaOutline outline(String serverId, ChangelogRecording version) throws SQLException {
        Look look = new Look(version.version(), version.engine());
        SchemaOutline known = outlines.get(look);
        if (known != null) {
            return known;
        }
        try (AdminConnection admin = connections.open(serverId);
                ScratchDatabase scratch = ScratchDatabase.create(admin)) {
            if (version.replayable()) {
                ChangelogReplay.replay(admin, version.statements());
            } else {
                SerialLiquibase.update(admin.jdbc(), changelog.get().root());
            }
            SchemaOutline outline = SchemaFingerprint.outline(admin, scratch.name());
            outlines.put(look, outline);
            return outline;
        }
    }
}
