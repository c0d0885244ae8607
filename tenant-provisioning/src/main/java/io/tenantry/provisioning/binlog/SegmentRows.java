package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** SQL on streams, segments and sections. */
final class SegmentRows {
    private static final String SELECT =
            """
            SELECT stream_id, number, file, file_stamp, first_pos, last_pos, next_file, resume_pos,
                   resume_skip, first_commit, last_commit, object, bytes
            FROM binlog_segments
            """;

    private SegmentRows() {}

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

    static Optional<Segment> last(Handle handle, String stream) {
        return handle.createQuery(SELECT + "WHERE stream_id = :stream ORDER BY number DESC LIMIT 1")
                .bind("stream", stream)
                .map((row, _) -> read(row))
                .findOne();
    }

    static void insert(Handle handle, Segment segment, Collection<Section> sections, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO binlog_segments
                            (stream_id, number, file, file_stamp, first_pos, last_pos, next_file, resume_pos,
                             resume_skip, first_commit, last_commit, object, bytes, created_at)
                        VALUES
                            (:stream, :number, :file, :stamp, :first, :last, :next, :resume,
                             :skip, :firstCommit, :lastCommit, :object, :bytes, :now)
                        """)
                .bind("stream", segment.stream())
                .bind("number", segment.number())
                .bind("file", segment.file())
                .bind("stamp", segment.fileStamp())
                .bind("first", segment.first())
                .bind("last", segment.last())
                .bind("next", segment.nextFile())
                .bind("resume", segment.resumePosition())
                .bind("skip", segment.resumeSkip())
                .bind("firstCommit", segment.firstCommit())
                .bind("lastCommit", segment.lastCommit())
                .bind("object", segment.object())
                .bind("bytes", segment.bytes())
                .bind("now", now)
                .execute();
        if (!sections.isEmpty()) {
            insert(handle, segment, sections);
        }
    }

    private static void insert(Handle handle, Segment segment, Collection<Section> sections) {
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO binlog_sections
                            (stream_id, number, database_name, tenant_id, object_offset, stored_bytes, event_bytes)
                        VALUES (:stream, :number, :database, :tenant, :offset, :stored, :bytes)
                        """);
        for (Section section : sections) {
            batch.bind("stream", segment.stream())
                    .bind("number", segment.number())
                    .bind("database", section.database())
                    .bind("tenant", section.tenant().value())
                    .bind("offset", section.offset())
                    .bind("stored", section.stored())
                    .bind("bytes", section.bytes())
                    .add();
        }
        batch.execute();
    }

    /** Lets the last segment reach to where nothing more of a tenant's came. */
    static void extend(Handle handle, Segment segment) {
        handle.createUpdate(
                        """
                        UPDATE binlog_segments
                        SET last_pos = :last, next_file = :next, resume_pos = :resume, resume_skip = :skip
                        WHERE stream_id = :stream AND number = :number
                        """)
                .bind("last", segment.last())
                .bind("next", segment.nextFile())
                .bind("resume", segment.resumePosition())
                .bind("skip", segment.resumeSkip())
                .bind("stream", segment.stream())
                .bind("number", segment.number())
                .execute();
    }

    static void insert(Handle handle, String serverId, String stream, Collection<Gap> gaps) {
        for (Gap gap : gaps) {
            handle.createUpdate(
                            """
                            INSERT IGNORE INTO binlog_gaps
                                (id, server_id, stream_id, database_name, file, position, from_time, to_time,
                                 reason, detail)
                            VALUES (:id, :server, :stream, :database, :file, :pos, :from, :to, :reason, :detail)
                            """)
                    .bind("id", Ulid.next())
                    .bind("server", serverId)
                    .bind("stream", stream)
                    .bind("database", gap.database())
                    .bind("file", gap.at().file())
                    .bind("pos", gap.at().position())
                    .bind("from", gap.from())
                    .bind("to", gap.to())
                    .bind("reason", gap.reason().code())
                    .bind("detail", gap.detail())
                    .execute();
        }
    }

    static int forget(Handle handle, TenantId tenant) {
        handle.createUpdate(
                        """
                        DELETE FROM binlog_gaps
                        WHERE database_name IN (
                            SELECT database_name FROM binlog_sections WHERE tenant_id = :tenant)
                        """)
                .bind("tenant", tenant.value())
                .execute();
        return handle.createUpdate("DELETE FROM binlog_sections WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
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

    /**
     * The version of a schema that looks like that: the one that is expected, if it does, else the
     * newest that does.
     */
    static Optional<String> version(
            Handle handle, String fingerprint, String release, String expected) {
        return handle.createQuery(
                        """
                        SELECT changelog_version
                        FROM changelog_recordings
                        WHERE fingerprint = :fingerprint AND engine = :release
                        ORDER BY changelog_version = :expected DESC, recorded_at DESC
                        LIMIT 1
                        """)
                .bind("fingerprint", fingerprint)
                .bind("release", release)
                .bind("expected", expected)
                .mapTo(String.class)
                .findOne();
    }

    /** When a database that served a tenant at a time did so no more. */
    static Optional<Instant> replaced(Handle handle, String database, Instant after) {
        return handle.createQuery(
                        """
                        SELECT MIN(turned_at) AS turned_at
                        FROM (
                            SELECT switched_at AS turned_at
                            FROM restores
                            WHERE CONCAT('t_', LOWER(former_database_id)) = :database
                            UNION ALL
                            SELECT undone_at
                            FROM restores
                            WHERE CONCAT('t_', LOWER(database_id)) = :database) turns
                        WHERE turned_at > :after
                        """)
                .bind("database", database)
                .bind("after", after)
                .map((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "turned_at")))
                .one();
    }

    /** The gaps that concern a database, in the order of their beginning. */
    static List<Gap> gaps(Handle handle, String serverId, String database) {
        return handle.createQuery(
                        """
                        SELECT database_name, file, position, from_time, to_time, reason, detail
                        FROM binlog_gaps
                        WHERE server_id = :server AND database_name IN ('', :database)
                        ORDER BY from_time, id
                        """)
                .bind("server", serverId)
                .bind("database", database)
                .map((row, _) -> gap(row))
                .list();
    }

    /** The newest gaps of a server. */
    static List<Gap> gaps(Handle handle, String serverId, int limit) {
        return handle.createQuery(
                        """
                        SELECT database_name, file, position, from_time, to_time, reason, detail
                        FROM binlog_gaps
                        WHERE server_id = :server
                        ORDER BY from_time DESC, id DESC
                        LIMIT :limit
                        """)
                .bind("server", serverId)
                .bind("limit", limit)
                .map((row, _) -> gap(row))
                .list();
    }

    private static Gap gap(ResultSet row) throws SQLException {
        return new Gap(
                row.getString("database_name"),
                new LogPosition(row.getString("file"), row.getLong("position")),
                Columns.instant(row, "from_time"),
                Columns.instant(row, "to_time"),
                GapReason.fromCode(row.getString("reason")),
                row.getString("detail"));
    }

    /**
     * The segment of a server that holds a place, or ends there. Of files of one name it is the one
     * that was written at the moment.
     */
    static Optional<Segment> holding(
            Handle handle, String serverId, LogPosition place, Instant moment) {
        return handle.createQuery(
                        """
                        SELECT g.stream_id, g.number, g.file, g.file_stamp, g.first_pos, g.last_pos, g.next_file,
                               g.resume_pos, g.resume_skip, g.first_commit, g.last_commit, g.object, g.bytes
                        FROM binlog_streams s JOIN binlog_segments g ON g.stream_id = s.id
                        WHERE s.server_id = :server AND g.file = :file
                          AND g.first_pos <= :pos AND g.last_pos >= :pos
                          AND g.file_stamp <= :moment
                        ORDER BY g.file_stamp DESC, g.stream_id DESC, g.number
                        LIMIT 1
                        """)
                .bind("server", serverId)
                .bind("file", place.file())
                .bind("pos", place.position())
                .bind("moment", moment.getEpochSecond())
                .map((row, _) -> read(row))
                .findOne();
    }

    /** A segment with the section of one database, if it has one. */
    record Part(Segment segment, @Nullable Section section) {}

    /** Segments from a number on, in their order. */
    static List<Part> parts(Handle handle, String stream, long from, String database, int limit) {
        return handle.createQuery(
                        """
                        SELECT g.stream_id, g.number, g.file, g.file_stamp, g.first_pos, g.last_pos, g.next_file,
                               g.resume_pos, g.resume_skip, g.first_commit, g.last_commit, g.object, g.bytes,
                               p.tenant_id, p.object_offset, p.stored_bytes, p.event_bytes
                        FROM binlog_segments g
                        LEFT JOIN binlog_sections p
                          ON p.stream_id = g.stream_id AND p.number = g.number AND p.database_name = :database
                        WHERE g.stream_id = :stream AND g.number >= :from
                        ORDER BY g.number
                        LIMIT :limit
                        """)
                .bind("stream", stream)
                .bind("from", from)
                .bind("database", database)
                .bind("limit", limit)
                .map((row, _) -> new Part(read(row), section(row, database)))
                .list();
    }

    private static @Nullable Section section(ResultSet row, String database) throws SQLException {
        String tenant = row.getString("tenant_id");
        return tenant == null
                ? null
                : new Section(
                        database,
                        new TenantId(tenant),
                        row.getLong("object_offset"),
                        row.getLong("stored_bytes"),
                        row.getLong("event_bytes"));
    }

    private static Segment read(ResultSet row) throws SQLException {
        return new Segment(
                row.getString("stream_id"),
                row.getLong("number"),
                row.getString("file"),
                row.getLong("file_stamp"),
                row.getLong("first_pos"),
                row.getLong("last_pos"),
                row.getString("next_file"),
                row.getLong("resume_pos"),
                row.getLong("resume_skip"),
                Columns.instantOrNull(row, "first_commit"),
                Columns.instantOrNull(row, "last_commit"),
                row.getString("object"),
                row.getLong("bytes"));
    }
}
