package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.liquibase.SerialLiquibase;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.ScratchDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a tenant's database from an older version of the changelog to the present one.
 *
 * <p>Whoever comes to a database finds out where it is by looking at it: at the start, at the end,
 * or between two moves because somebody was killed there. So it may be called again after anything
 * that happened, by anybody, and each move is made once.
 */
public final class MigrationReplay {
    private final Supplier<TenantChangelog> changelog;
    private final ChangelogRecorder versions;
    private final MigrationRecorder migrations;
    private final AdminConnections connections;
    private final Map<Look, SchemaOutline> outlines = new ConcurrentHashMap<>();

    public MigrationReplay(
            Supplier<TenantChangelog> changelog,
            ChangelogRecorder versions,
            MigrationRecorder migrations,
            AdminConnections connections) {
        this.changelog = changelog;
        this.versions = versions;
        this.migrations = migrations;
        this.connections = connections;
    }

    /** A version on a release, which words definitions in its own way. */
    private record Look(String version, String engine) {}

    /**
     * What a migration left behind.
     *
     * @param version that the database has now
     * @param fingerprint of its schema
     * @param drift in what it differs from other databases of its version; null if it does not
     */
    public record Migrated(String version, String fingerprint, @Nullable String drift) {}

    /** Sets the limits of a connection on which databases are migrated. */
    public static void limit(AdminConnection admin, MigrationLimits limits) throws SQLException {
        admin.execute(
                "SET SESSION lock_wait_timeout = %1$d, innodb_lock_wait_timeout = %1$d"
                        .formatted(limits.lockWaitSeconds()));
    }

    /**
     * Migrates one database, on a connection that nobody else uses, that keeps others off the
     * database, and that {@link #limit} was called for.
     *
     * @param from the version that the database has, as far as is known
     * @param repair whether a database that looks as it should not is brought up to date by
     *     Liquibase; otherwise it is left as it is
     * @throws ProvisioningException with {@link Reason#SCHEMA_DRIFTED} if the database does not
     *     look as its version says, or {@link Reason#CHANGELOG_BROKEN}
     * @throws SQLException if the database refuses a statement, or it took too long
     */
    public Migrated migrate(
            AdminConnection admin,
            DatabaseName database,
            String from,
            boolean repair,
            MigrationLimits limits)
            throws SQLException {
        MigrationRecording way = migrations.recordingFrom(admin, from);
        admin.use(database);
        if (!way.replayable()) {
            return byLiquibase(admin, database, repair || !way.likeNew());
        }
        OptionalInt marked = way.isMarked() ? ProgressMark.read(admin) : OptionalInt.empty();
        Checkpoint here = Checkpoint.of(admin, database);
        OptionalInt done =
                marked.isPresent() ? way.doneAt(here, marked.getAsInt()) : atOneEnd(way, here);
        if (done.isEmpty()) {
            if (repair) {
                return byLiquibase(admin, database, true);
            }
            throw drifted(database, driftFrom(way, admin, database));
        }
        makeMoves(admin, way, done.getAsInt(), limits);
        return looksAsItShould(admin, database, way)
                ? new Migrated(way.to(), way.end().fingerprint(), null)
                : proven(admin, database, way);
    }

    /** Where a way is marked, a database without a mark has not begun, or has ended. */
    private static OptionalInt atOneEnd(MigrationRecording way, Checkpoint here) {
        if (!way.isMarked()) {
            return way.doneAt(here);
        }
        if (here.equals(way.end())) {
            return OptionalInt.of(way.moves().size());
        }
        return here.equals(way.start()) ? OptionalInt.of(0) : OptionalInt.empty();
    }

    private static void makeMoves(
            AdminConnection admin, MigrationRecording way, int done, MigrationLimits limits)
            throws SQLException {
        boolean marked = way.isMarked() && done < way.moves().size();
        if (marked) {
            ProgressMark.begin(admin);
        }
        for (int i = 0; i < way.moves().size(); i++) {
            Move move = way.moves().get(i);
            int next = i + 1;
            if (move.kind() == StatementKind.SESSION || i >= done) {
                if (marked && move.kind() == StatementKind.SCHEMA) {
                    ProgressMark.write(admin, i);
                }
                MoveMaker.make(
                        admin,
                        move.kind(),
                        move.statements(),
                        limits.statementSeconds(),
                        marked && move.kind() == StatementKind.DATA
                                ? () -> ProgressMark.write(admin, next)
                                : null);
            }
        }
        if (way.isMarked()) {
            ProgressMark.end(admin);
        }
    }

    /**
     * It looked as it should before, and nobody else was there meanwhile: what has not changed on
     * the way need not be looked at again.
     */
    private static boolean looksAsItShould(
            AdminConnection admin, DatabaseName database, MigrationRecording way)
            throws SQLException {
        Map<String, String> changes = way.changes();
        return changes != null
                && SchemaFingerprint.definitions(admin, database, changes.keySet()).equals(changes);
    }

    private static Migrated proven(
            AdminConnection admin, DatabaseName database, MigrationRecording way)
            throws SQLException {
        String found = SchemaFingerprint.of(admin, database);
        if (!found.equals(way.end().fingerprint())) {
            throw new ProvisioningException(
                    Reason.SCHEMA_MISMATCH,
                    "database %s does not look as changelog version %s says for %s: fingerprint %s instead of %s"
                            .formatted(
                                    database,
                                    way.to(),
                                    way.engine(),
                                    found,
                                    way.end().fingerprint()));
        }
        return new Migrated(way.to(), found, null);
    }

    /** The slow way, one database at a time in this process. */
    private Migrated byLiquibase(AdminConnection admin, DatabaseName database, boolean anyResult)
            throws SQLException {
        ProgressMark.end(admin);
        SerialLiquibase.update(admin.jdbc(), changelog.get().root());
        SchemaOutline found = SchemaFingerprint.outline(admin, database);
        ChangelogRecording fresh = versions.recordingFor(admin);
        if (found.fingerprint().equals(fresh.fingerprint())) {
            return new Migrated(fresh.version(), found.fingerprint(), null);
        }
        String drift = found.driftFrom(outline(admin.serverId(), fresh));
        if (!anyResult) {
            throw drifted(database, drift);
        }
        return new Migrated(fresh.version(), found.fingerprint(), drift);
    }

    private static ProvisioningException drifted(DatabaseName database, String drift) {
        return new ProvisioningException(
                Reason.SCHEMA_DRIFTED,
                "database %s does not look as its version says: %s".formatted(database, drift));
    }

    private String driftFrom(MigrationRecording way, AdminConnection admin, DatabaseName database)
            throws SQLException {
        SchemaOutline found = SchemaFingerprint.outline(admin, database);
        Optional<ChangelogRecording> base = versions.recordingOf(way.from(), way.engine());
        String drift =
                base.isPresent() ? found.driftFrom(outline(admin.serverId(), base.get())) : "";
        return drift.isEmpty() ? "Liquibase's table DATABASECHANGELOG is another" : drift;
    }

    /** What a database of a version looks like, object by object. */
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
