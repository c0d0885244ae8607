package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Records the way from each older version of the changelog to the present one, and the way back,
 * once for each engine release, for the whole fleet (see {@link Rehearsal}).
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
    private final Map<Known, MigrationRecording> known = new ConcurrentHashMap<>();

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

    private record Known(Way way, String engine) {}

    /** The version that this process carries: all ways lead there or come from there. */
    public String carried() {
        return changelog.get().version();
    }

    /**
     * What happens on a way, on a server's release; records it if that was not done yet, which
     * takes seconds.
     *
     * @return one that is not replayable if nobody knows what the version looks like that a way
     *     forth comes from
     * @throws ProvisioningException if the changelog does not run; with {@link
     *     Reason#ROLLBACK_IMPOSSIBLE} if there is no way back
     * @throws IllegalArgumentException if this process does not carry the way's version
     */
    public MigrationRecording recording(AdminConnection admin, Way way) throws SQLException {
        if (!way.carried().equals(carried())) {
            throw new IllegalArgumentException("this process does not carry " + way.carried());
        }
        Known wanted = new Known(way, admin.version().release());
        MigrationRecording cached = known.get(wanted);
        if (cached != null) {
            return cached;
        }
        // Before the lock below is taken: this takes another one.
        ChangelogRecording newer = versions.recordingFor(admin);
        Optional<ChangelogRecording> older = versions.recordingOf(way.older(), wanted.engine());
        if (older.isEmpty() || !older.get().replayable()) {
            return unknown(wanted);
        }
        Rehearsal rehearsal =
                new Rehearsal(
                        connections,
                        admin.serverId(),
                        changelog.get(),
                        way,
                        wanted.engine(),
                        older.get(),
                        newer);
        try {
            MigrationRecording recording =
                    controlPlane
                            .read(handle ->
                                    MigrationRecordingRows.find(handle, way, wanted.engine()))
                            .orElseGet(() -> recordForTheFleet(wanted, rehearsal));
            known.put(wanted, recording);
            return recording;
        } catch (RecordingFailedException e) {
            throw e.cause();
        }
    }

    private static MigrationRecording unknown(Known wanted) {
        Way way = wanted.way();
        return switch (way.direction()) {
            case FORTH -> MigrationRecording.unknown(way.from(), way.to(), wanted.engine());
            case BACK ->
                    throw new ProvisioningException(
                            Reason.ROLLBACK_IMPOSSIBLE,
                            "nobody recorded what a database of version %s looks like on %s"
                                    .formatted(way.to(), wanted.engine()));
        };
    }

    private MigrationRecording recordForTheFleet(Known wanted, Rehearsal rehearsal) {
        return controlPlane.exclusively(
                "record-migration",
                PATIENCE,
                handle ->
                        MigrationRecordingRows.find(handle, wanted.way(), wanted.engine())
                                .orElseGet(() -> {
                                    MigrationRecording recording = rehearsed(rehearsal);
                                    MigrationRecordingRows.insert(
                                            handle, wanted.way(), recording, controlPlane.now());
                                    return recording;
                                }));
    }

    private static MigrationRecording rehearsed(Rehearsal rehearsal) {
        try {
            MigrationRecording recording = rehearsal.record();
            LOG.log(
                    Level.INFO,
                    "recorded the migration from changelog version {0} to {1} on {2}: {3} statements, {4}",
                    new Object[] {
                        recording.from(),
                        recording.to(),
                        recording.engine(),
                        recording.statements().size(),
                        recording.replayable()
                                ? "replayable"
                                : "not replayable: each database runs Liquibase"
                    });
            return recording;
        } catch (SQLException e) {
            throw new RecordingFailedException(e);
        }
    }
}
