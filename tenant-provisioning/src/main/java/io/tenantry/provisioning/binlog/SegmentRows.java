package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** SQL on segments and sections. */
final class SegmentRows {
    private static final String SELECT =
            """
            SELECT stream_id, number, file, file_stamp, first_pos, last_pos, next_file, resume_pos,
                   resume_skip, first_commit, last_commit, object, bytes
            FROM binlog_segments
            """;

    private SegmentRows() {}

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

    /**
     * Lets the last segment reach to where nothing more of a tenant's came. A backup that is taken
     * meanwhile may begin within it, so it is as young as its end.
     */
    static void extend(Handle handle, Segment segment, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE binlog_segments
                        SET last_pos = :last, next_file = :next, resume_pos = :resume, resume_skip = :skip,
                            created_at = :now
                        WHERE stream_id = :stream AND number = :number
                        """)
                .bind("last", segment.last())
                .bind("next", segment.nextFile())
                .bind("resume", segment.resumePosition())
                .bind("skip", segment.resumeSkip())
                .bind("now", now)
                .bind("stream", segment.stream())
                .bind("number", segment.number())
                .execute();
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
