package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.snapshot.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL on streams. */
final class StreamRows {
    private StreamRows() {}

    /**
     * A server's log without a gap.
     *
     * @param identity of the server that wrote it
     */
    record Stream(
            String id, String serverId, String identity, LogPosition first, Instant beganAt) {}

    static void insert(Handle handle, Stream stream) {
        handle.createUpdate(
                        """
                        INSERT INTO binlog_streams (id, server_id, identity, first_file, first_pos, began_at)
                        VALUES (:id, :server, :identity, :file, :pos, :now)
                        """)
                .bind("id", stream.id())
                .bind("server", stream.serverId())
                .bind("identity", stream.identity())
                .bind("file", stream.first().file())
                .bind("pos", stream.first().position())
                .bind("now", stream.beganAt())
                .execute();
    }

    /** Says that a stream's server has not got any more what the stream ends with. */
    static void end(Handle handle, String stream) {
        handle.createUpdate("UPDATE binlog_streams SET identity = 'gone' WHERE id = :id")
                .bind("id", stream)
                .execute();
    }

    /** The stream that a server's archiver is at. */
    static Optional<Stream> current(Handle handle, String serverId) {
        return handle.createQuery(
                        """
                        SELECT s.id, s.server_id, s.identity, s.first_file, s.first_pos, s.began_at
                        FROM binlog_archivers a JOIN binlog_streams s ON s.id = a.stream_id
                        WHERE a.server_id = :server
                        """)
                .bind("server", serverId)
                .map((row, _) ->
                        new Stream(
                                row.getString("id"),
                                row.getString("server_id"),
                                row.getString("identity"),
                                new LogPosition(
                                        row.getString("first_file"), row.getLong("first_pos")),
                                Columns.instant(row, "began_at")))
                .findOne();
    }

    /** Where in a server's log backups stand that can be restored. */
    static List<LogPosition> backupsOn(Handle handle, String serverId) {
        return handle.createQuery(
                        """
                        SELECT DISTINCT binlog_file, binlog_position
                        FROM backups
                        WHERE server_id = :server AND state = 'ready' AND binlog_file IS NOT NULL
                        """)
                .bind("server", serverId)
                .map((row, _) -> new LogPosition(row.getString(1), row.getLong(2)))
                .list();
    }
}
