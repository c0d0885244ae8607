package io.tenantry.provisioning.changelog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL on {@code migration_recordings}. */
final class MigrationRecordingRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MigrationRecordingRows() {}

    static Optional<MigrationRecording> find(Handle handle, Way way, String engine) {
        return handle.createQuery(
                        """
                        SELECT recording
                        FROM migration_recordings
                        WHERE from_version = :from AND to_version = :to AND direction = :direction
                          AND engine = :engine
                        """)
                .bind("from", way.from())
                .bind("to", way.to())
                .bind("direction", way.direction().code())
                .bind("engine", engine)
                .mapTo(String.class)
                .findOne()
                .map(MigrationRecordingRows::read);
    }

    static void insert(Handle handle, Way way, MigrationRecording recording, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO migration_recordings
                            (from_version, to_version, direction, engine, recording, recorded_at)
                        VALUES
                            (:from, :to, :direction, :engine, :recording, :now)
                        """)
                .bind("from", way.from())
                .bind("to", way.to())
                .bind("direction", way.direction().code())
                .bind("engine", recording.engine())
                .bind("recording", write(recording))
                .bind("now", now)
                .execute();
    }

    private static String write(MigrationRecording recording) {
        try {
            return JSON.writeValueAsString(recording);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recording becomes JSON", e);
        }
    }

    private static MigrationRecording read(String recording) {
        try {
            return JSON.readValue(recording, MigrationRecording.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recording in the control plane is damaged", e);
        }
    }
}
