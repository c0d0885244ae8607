package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a tenant's database from an older version of the changelog to the present one, or back.
 *
 * <p>Whoever comes to a database finds out where it is by looking at it: at the start, at the end,
 * or between two moves because somebody was killed there. So it may be called again after anything
 * that happened, by anybody, and each move is made once.
 */
public final class MigrationReplay {
    private final MigrationRecorder migrations;
    private final LiquibaseWay liquibase;

    public MigrationReplay(
            Supplier<TenantChangelog> changelog,
            ChangelogRecorder versions,
            MigrationRecorder migrations,
            AdminConnections connections) {
        this.migrations = migrations;
        this.liquibase = new LiquibaseWay(changelog, versions, connections);
    }

    /** The version that a way must lead to or come from for this process to go it. */
    public String carried() {
        return migrations.carried();
    }

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
     * @param way from the version that the database has, as far as is known
     * @param repair whether a database that looks as it should not is brought along by Liquibase;
     *     otherwise it is left as it is
     * @throws ProvisioningException with {@link Reason#SCHEMA_DRIFTED} if the database does not
     *     look as its version says, {@link Reason#CHANGELOG_BROKEN} or {@link
     *     Reason#ROLLBACK_IMPOSSIBLE}
     * @throws SQLException if the database refuses a statement, or it took too long
     */
    public Migrated migrate(
            AdminConnection admin,
            DatabaseName database,
            Way way,
            boolean repair,
            MigrationLimits limits)
            throws SQLException {
        MigrationRecording recording = migrations.recording(admin, way);
        admin.use(database);
        if (!recording.replayable()) {
            return liquibase.go(admin, database, way, recording, repair || !recording.likeNew());
        }
        OptionalInt done = doneOn(admin, database, recording);
        if (done.isEmpty()) {
            if (repair) {
                return liquibase.go(admin, database, way, recording, true);
            }
            throw LiquibaseWay.drifted(database, liquibase.drift(admin, database, way.from()));
        }
        makeMoves(admin, recording, done.getAsInt(), limits);
        return looksAsItShould(admin, database, recording)
                ? new Migrated(way.to(), recording.end().fingerprint(), null)
                : proven(admin, database, recording);
    }

    /** How many moves were made on a database; empty if it looks as it never does on the way. */
    private static OptionalInt doneOn(
            AdminConnection admin, DatabaseName database, MigrationRecording way)
            throws SQLException {
        OptionalInt marked = way.isMarked() ? ProgressMark.read(admin) : OptionalInt.empty();
        Checkpoint here = Checkpoint.of(admin, database);
        return marked.isPresent() ? way.doneAt(here, marked.getAsInt()) : atOneEnd(way, here);
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
}
