package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.routing.Ulid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL on gaps. */
final class GapRows {
    private GapRows() {}

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

    /** The gaps that concern a database, in the order of their beginning. */
    static List<Gap> of(Handle handle, String serverId, String database) {
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
    static List<Gap> newest(Handle handle, String serverId, int limit) {
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
}
