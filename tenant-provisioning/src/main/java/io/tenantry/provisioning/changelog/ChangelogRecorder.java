package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.liquibase.SerialLiquibase;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.ScratchDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Records the changelog once for each engine release, for the whole fleet.
 *
 * <p>Safe for use by many threads and processes: one records, the others wait for its recording.
 */
public final class ChangelogRecorder {
    private static final Logger LOG = Logger.getLogger(ChangelogRecorder.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final Supplier<TenantChangelog> changelog;
    private final Map<String, ChangelogRecording> known = new ConcurrentHashMap<>();
    // One waiter a process, so that waiting does not use up the control plane's pool.
    private final ReentrantLock turn = new ReentrantLock();

    public ChangelogRecorder(
            ControlPlane controlPlane,
            AdminConnections connections,
            Supplier<TenantChangelog> changelog) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.changelog = changelog;
    }

    /**
     * The recording for a server's release; makes it if there is none yet, which takes a second or
     * more.
     *
     * @throws io.tenantry.provisioning.ProvisioningException if the changelog does not run
     */
    public ChangelogRecording recordingFor(AdminConnection admin) throws SQLException {
        String engine = admin.version().release();
        ChangelogRecording cached = known.get(engine);
        if (cached != null) {
            return cached;
        }
        turn.lock();
        try {
            ChangelogRecording recording =
                    controlPlane
                            .read(handle -> find(handle, engine))
                            .orElseGet(() -> recordForTheFleet(engine, admin.serverId()));
            known.put(engine, recording);
            return recording;
        } catch (RecordingFailedException e) {
            throw e.cause();
        } finally {
            turn.unlock();
        }
    }

    /**
     * A recording of any version on an engine, also one that this process does not carry. If there
     * is none for the release, one for another release of the same engine.
     */
    Optional<ChangelogRecording> recordingOf(String version, String engine) {
        return controlPlane.read(handle ->
                RecordingRows.find(handle, version, engine)
                        .or(() -> RecordingRows.findAlike(handle, version, engine)));
    }

    private Optional<ChangelogRecording> find(Handle handle, String engine) {
        return RecordingRows.find(handle, changelog.get().version(), engine);
    }

    private ChangelogRecording recordForTheFleet(String engine, String serverId) {
        return controlPlane.exclusively(
                "record",
                PATIENCE,
                handle ->
                        find(handle, engine)
                                .orElseGet(() -> {
                                    ChangelogRecording recording = recordOn(serverId);
                                    Instant now = controlPlane.now();
                                    RecordingRows.insert(handle, recording, now);
                                    RecordingRows.insertChangesets(
                                            handle,
                                            recording.version(),
                                            changelog.get().checksums(),
                                            now);
                                    return recording;
                                }));
    }

    private ChangelogRecording recordOn(String serverId) {
        try (AdminConnection admin = connections.open(serverId)) {
            ScratchDatabase.clearLeftovers(admin);
            try (ScratchDatabase scratch = ScratchDatabase.create(admin)) {
                return record(admin, scratch);
            }
        } catch (SQLException e) {
            throw new RecordingFailedException(e);
        }
    }

    private ChangelogRecording record(AdminConnection admin, ScratchDatabase scratch)
            throws SQLException {
        // Liquibase qualifies its own table with the database's name.
        List<String> statements =
                SerialLiquibase.record(admin.jdbc(), changelog.get().root()).stream()
                        .map(scratch.name()::removedFrom)
                        .toList();
        String fingerprint = SchemaFingerprint.of(admin, scratch.name());
        boolean replayable =
                changelog.get().onlySql()
                        && statements.stream().noneMatch(scratch.name()::isNamedIn)
                        && replaysTo(
                                admin.serverId(),
                                statements,
                                fingerprint,
                                RowCounts.of(admin, scratch.name()));
        LOG.log(
                Level.INFO,
                "recorded changelog version {0} on {1}: {2} statements, {3}",
                new Object[] {
                    changelog.get().version(),
                    admin.version(),
                    statements.size(),
                    replayable ? "replayable" : "not replayable: each database runs Liquibase"
                });
        return new ChangelogRecording(
                changelog.get().version(),
                admin.version().release(),
                replayable,
                statements,
                fingerprint);
    }

    /** On a connection of its own, as a new tenant's: the first may carry session state. */
    private boolean replaysTo(
            String serverId, List<String> statements, String fingerprint, Map<String, String> rows)
            throws SQLException {
        try (AdminConnection admin = connections.open(serverId);
                ScratchDatabase scratch = ScratchDatabase.create(admin)) {
            ChangelogReplay.replay(admin, statements);
            return SchemaFingerprint.of(admin, scratch.name()).equals(fingerprint)
                    && RowCounts.of(admin, scratch.name()).equals(rows);
        } catch (java.sql.SQLSyntaxErrorException
                | java.sql.SQLIntegrityConstraintViolationException e) {
            LOG.log(Level.WARNING, "the recorded changelog does not replay", e);
            return false;
        }
    }
}
