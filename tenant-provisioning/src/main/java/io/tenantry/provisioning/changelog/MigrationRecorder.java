package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.liquibase.SerialLiquibase;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.ScratchDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Records the way from each older version of the changelog to the present one, once for each engine
 * release, for the whole fleet.
 *
 * <p>A scratch database is made as the older version's recording says; Liquibase brings it up to
 * date; what it wrote is replayed on a second one, piece by piece, to prove that it does the same
 * and to learn what a database looks like after each piece.
 *
 * <p>Safe for use by many threads and processes.
 */
public final class MigrationRecorder {
    private static final Logger LOG = Logger.getLogger(MigrationRecorder.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final Supplier<TenantChangelog> changelog;
    private final ChangelogRecorder versions;
    private final Map<Way, MigrationRecording> known = new ConcurrentHashMap<>();

    public MigrationRecorder(
            ControlPlane controlPlane,
            AdminConnections connections,
            Supplier<TenantChangelog> changelog,
            ChangelogRecorder versions) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.changelog = changelog;
        this.versions = versions;
    }

    private record Way(String from, String engine) {}

    /** The version that all ways lead to, 64 hex digits. */
    public String target() {
        return changelog.get().version();
    }

    /**
     * The way from a version to the present one on a server's release; records it if that was not
     * done yet, which takes seconds.
     *
     * @param from 64 hex digits
     * @return one that is not replayable if nobody knows what the version looks like
     * @throws io.tenantry.provisioning.ProvisioningException if the changelog does not run
     */
    public MigrationRecording recordingFrom(AdminConnection admin, String from)
            throws SQLException {
        Way way = new Way(from, admin.version().release());
        MigrationRecording cached = known.get(way);
        if (cached != null) {
            return cached;
        }
        // Before the lock below is taken: this takes another one.
        ChangelogRecording fresh = versions.recordingFor(admin);
        Optional<ChangelogRecording> base = versions.recordingOf(from, way.engine());
        if (base.isEmpty() || !base.get().replayable()) {
            return MigrationRecording.unknown(from, target(), way.engine());
        }
        try {
            MigrationRecording recording =
                    find(way).orElseGet(() -> recordForTheFleet(way, base.get(), fresh, admin));
            known.put(way, recording);
            return recording;
        } catch (RecordingFailedException e) {
            throw e.cause();
        }
    }

    private Optional<MigrationRecording> find(Way way) {
        return controlPlane.read(
                handle -> MigrationRecordingRows.find(handle, way.from(), target(), way.engine()));
    }

    private MigrationRecording recordForTheFleet(
            Way way, ChangelogRecording base, ChangelogRecording fresh, AdminConnection admin) {
        return controlPlane.exclusively(
                "record-migration",
                PATIENCE,
                handle ->
                        MigrationRecordingRows.find(handle, way.from(), target(), way.engine())
                                .orElseGet(() -> {
                                    MigrationRecording recording =
                                            recordOn(admin.serverId(), way, base, fresh);
                                    MigrationRecordingRows.insert(
                                            handle, recording, controlPlane.now());
                                    return recording;
                                }));
    }

    private MigrationRecording recordOn(
            String serverId, Way way, ChangelogRecording base, ChangelogRecording fresh) {
        try (AdminConnection admin = connections.open(serverId)) {
            ScratchDatabase.clearLeftovers(admin);
            try (ScratchDatabase scratch = ScratchDatabase.create(admin)) {
                ChangelogReplay.replay(admin, base.statements());
                List<String> statements =
                        SerialLiquibase.record(admin.jdbc(), changelog.get().root()).stream()
                                .map(scratch.name()::removedFrom)
                                .toList();
                Result authoritative = Result.of(admin, scratch.name());
                MigrationRecording recording =
                        rehearsed(serverId, way, base, fresh, statements, authoritative);
                LOG.log(
                        Level.INFO,
                        "recorded the migration from changelog version {0} to {1} on {2}: {3} statements, {4}",
                        new Object[] {
                            way.from(),
                            target(),
                            admin.version(),
                            statements.size(),
                            recording.replayable()
                                    ? "replayable"
                                    : "not replayable: each database runs Liquibase"
                        });
                return recording;
            }
        } catch (SQLException e) {
            throw new RecordingFailedException(e);
        }
    }

    /** What a way leads to: where the database is then, and how many rows each table has. */
    private record Result(Checkpoint end, Map<String, String> rows) {
        static Result of(AdminConnection admin, DatabaseName database) throws SQLException {
            return new Result(Checkpoint.of(admin, database), RowCounts.of(admin, database));
        }
    }

    private MigrationRecording rehearsed(
            String serverId,
            Way way,
            ChangelogRecording base,
            ChangelogRecording fresh,
            List<String> statements,
            Result authoritative)
            throws SQLException {
        boolean likeNew = authoritative.end().fingerprint().equals(fresh.fingerprint());
        List<Move.Pending> pieces = Move.pending(statements);
        // On a connection of its own, as a tenant's: the first may carry session state.
        try (AdminConnection admin = connections.open(serverId);
                ScratchDatabase scratch = ScratchDatabase.create(admin)) {
            ChangelogReplay.replay(admin, base.statements());
            SchemaOutline begin = SchemaFingerprint.outline(admin, scratch.name());
            Checkpoint start =
                    new Checkpoint(
                            begin.fingerprint(), Checkpoint.changesets(admin, scratch.name()));
            boolean replayable =
                    changelog.get().onlySql()
                            && pieces.stream().noneMatch(p -> p.kind() == StatementKind.OTHER)
                            && statements.stream().noneMatch(scratch.name()::isNamedIn);
            List<Move> moves = replayable ? walk(admin, scratch.name(), start, pieces) : List.of();
            boolean proven =
                    moves.size() == pieces.size()
                            && Result.of(admin, scratch.name()).equals(authoritative);
            return new MigrationRecording(
                    way.from(),
                    target(),
                    way.engine(),
                    proven,
                    likeNew,
                    start,
                    proven
                            ? moves
                            : pieces.stream()
                                    .map(piece -> piece.endingAt(authoritative.end()))
                                    .toList(),
                    proven
                            ? SchemaFingerprint.outline(admin, scratch.name())
                                    .changesSince(begin)
                                    .orElse(null)
                            : null);
        }
    }

    /** Makes all moves and looks where each ends; up to the first that the database refuses. */
    private static List<Move> walk(
            AdminConnection admin,
            DatabaseName database,
            Checkpoint start,
            List<Move.Pending> pieces)
            throws SQLException {
        List<Move> moves = new ArrayList<>();
        Checkpoint here = start;
        try {
            for (Move.Pending piece : pieces) {
                MoveMaker.make(admin, piece.kind(), piece.statements(), null);
                here = reached(admin, database, here, piece.kind());
                moves.add(piece.endingAt(here));
            }
            return moves;
        } catch (java.sql.SQLSyntaxErrorException
                | java.sql.SQLIntegrityConstraintViolationException e) {
            LOG.log(Level.WARNING, "the recorded migration does not replay", e);
            return moves;
        }
    }

    private static Checkpoint reached(
            AdminConnection admin, DatabaseName database, Checkpoint before, StatementKind kind)
            throws SQLException {
        return switch (kind) {
            case SCHEMA -> Checkpoint.of(admin, database);
            case DATA ->
                    new Checkpoint(before.fingerprint(), Checkpoint.changesets(admin, database));
            case SESSION, OTHER -> before;
        };
    }
}
