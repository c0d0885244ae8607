package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.liquibase.SerialLiquibase;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/** Makes a new database look as the changelog says. */
public final class ChangelogReplay {
    private final Supplier<TenantChangelog> changelog;
    private final ChangelogRecorder recorder;

    public ChangelogReplay(Supplier<TenantChangelog> changelog, ChangelogRecorder recorder) {
        this.changelog = changelog;
        this.recorder = recorder;
    }

    /**
     * Applies the whole changelog to an empty database and proves the result.
     *
     * @return what was applied
     * @throws ProvisioningException with {@link Reason#CHANGELOG_BROKEN} if the changelog does not
     *     run, or {@link Reason#SCHEMA_MISMATCH} if the database does not look as it should
     */
    public ChangelogRecording apply(AdminConnection admin, DatabaseName database)
            throws SQLException {
        ChangelogRecording recording = recorder.recordingFor(admin);
        admin.use(database);
        if (recording.replayable()) {
            replay(admin, recording.statements());
        } else {
            SerialLiquibase.update(admin.jdbc(), changelog.get().root());
        }
        verify(admin, database, recording);
        return recording;
    }

    /** Executes recorded statements on the connection's current database. */
    static void replay(AdminConnection admin, List<String> statements) throws SQLException {
        MoveMaker.execute(admin, statements, 0);
    }

    private static void verify(
            AdminConnection admin, DatabaseName database, ChangelogRecording recording)
            throws SQLException {
        String found = SchemaFingerprint.of(admin, database);
        if (!found.equals(recording.fingerprint())) {
            throw new ProvisioningException(
                    Reason.SCHEMA_MISMATCH,
                    "database %s does not look as changelog version %s says for %s: fingerprint %s instead of %s; compare the server's settings with those of the server it was recorded on"
                            .formatted(
                                    database,
                                    recording.version(),
                                    recording.engine(),
                                    found,
                                    recording.fingerprint()));
        }
    }
}
