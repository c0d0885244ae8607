package io.tenantry.provisioning.changelog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** SQL on {@code changelog_recordings} and {@code changelog_versions}. */
final class RecordingRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordingRows() {}

    static Optional<ChangelogRecording> find(Handle handle, String version, String engine) {
        return handle.createQuery(
                        """
                        SELECT replayable, statements, fingerprint
                        FROM changelog_recordings
                        WHERE changelog_version = :version AND engine = :engine
                        """)
                .bind("version", version)
                .bind("engine", engine)
                .map((row, _) ->
                        new ChangelogRecording(
                                version,
                                engine,
                                row.getBoolean("replayable"),
                                read(row.getString("statements")),
                                row.getString("fingerprint")))
                .findOne();
    }

    /** The newest one for another release of the same engine. */
    static Optional<ChangelogRecording> findAlike(Handle handle, String version, String engine) {
        String product = engine.substring(0, engine.indexOf('-') + 1);
        return handle.createQuery(
                        """
                        SELECT engine
                        FROM changelog_recordings
                        WHERE changelog_version = :version AND engine LIKE CONCAT(:product, '%')
                        ORDER BY recorded_at DESC
                        LIMIT 1
                        """)
                .bind("version", version)
                .bind("product", product)
                .mapTo(String.class)
                .findOne()
                .flatMap(other -> find(handle, version, other));
    }

    /** Whether a version was recorded before another; not if either never was. */
    static boolean isOlder(Handle handle, String version, String than) {
        return handle.createQuery(
                        """
                        SELECT COALESCE(
                            (SELECT MIN(recorded_at) FROM changelog_recordings
                             WHERE changelog_version = :version)
                            < (SELECT MIN(recorded_at) FROM changelog_recordings
                               WHERE changelog_version = :than), FALSE)
                        """)
                .bind("version", version)
                .bind("than", than)
                .mapTo(Boolean.class)
                .one();
    }

    /** Keeps which changesets a version has; what is kept already stays. */
    static void insertChangesets(
            Handle handle, String version, Map<String, String> checksums, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO changelog_versions (changelog_version, changesets, recorded_at)
                        VALUES (:version, :changesets, :now)
                        ON DUPLICATE KEY UPDATE recorded_at = recorded_at
                        """)
                .bind("version", version)
                .bind("changesets", write(checksums))
                .bind("now", now)
                .execute();
    }

    /**
     * The changesets of the versions that tenants' databases have, by version; without those that
     * were recorded before anybody kept them.
     */
    static Map<String, Map<String, String>> changesetsInUse(Handle handle) {
        Map<String, Map<String, String>> versions = new TreeMap<>();
        handle.createQuery(
                        """
                        SELECT v.changelog_version, v.changesets
                        FROM changelog_versions v
                        WHERE EXISTS (
                            SELECT 1 FROM tenant_databases d
                            WHERE d.changelog_version = v.changelog_version)
                        """)
                .map((row, _) ->
                        versions.put(
                                row.getString("changelog_version"),
                                readChecksums(row.getString("changesets"))))
                .list();
        return versions;
    }

    static void insert(Handle handle, ChangelogRecording recording, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO changelog_recordings
                            (changelog_version, engine, replayable, statements, fingerprint, recorded_at)
                        VALUES
                            (:version, :engine, :replayable, :statements, :fingerprint, :now)
                        """)
                .bind("version", recording.version())
                .bind("engine", recording.engine())
                .bind("replayable", recording.replayable())
                .bind("statements", write(recording.statements()))
                .bind("fingerprint", recording.fingerprint())
                .bind("now", now)
                .execute();
    }

    private static String write(Object texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts become JSON", e);
        }
    }

    private static Map<String, String> readChecksums(String changesets) {
        try {
            return JSON.readValue(changesets, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recording in the control plane is damaged", e);
        }
    }

    private static List<String> read(String statements) {
        try {
            return List.of(JSON.readValue(statements, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recording in the control plane is damaged", e);
        }
    }
}
