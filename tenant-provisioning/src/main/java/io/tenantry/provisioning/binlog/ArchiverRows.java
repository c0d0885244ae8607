package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.snapshot.LogPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code binlog_archivers}. */
final class ArchiverRows {
    private ArchiverRows() {}

    /** Servers, those that nobody has archived yet included. */
    static List<String> servers(Handle handle) {
        return handle.createQuery("SELECT id FROM database_servers ORDER BY id")
                .mapTo(String.class)
                .list();
    }

    /** Claims a server that nobody archives; empty if somebody does. */
    static Optional<ArchiverLease> claim(
            Handle handle, String serverId, String owner, Instant now, Instant until) {
        handle.createUpdate("INSERT IGNORE INTO binlog_archivers (server_id) VALUES (:server)")
                .bind("server", serverId)
                .execute();
        int claimed =
                handle.createUpdate(
                                """
                                UPDATE binlog_archivers
                                SET lease_owner = :owner, lease_token = lease_token + 1, lease_until = :until
                                WHERE server_id = :server AND (lease_until IS NULL OR lease_until < :now)
                                """)
                        .bind("owner", owner)
                        .bind("until", until)
                        .bind("server", serverId)
                        .bind("now", now)
                        .execute();
        if (claimed == 0) {
            return Optional.empty();
        }
        return handle.createQuery(
                        """
                        SELECT lease_token FROM binlog_archivers
                        WHERE server_id = :server AND lease_owner = :owner
                        """)
                .bind("server", serverId)
                .bind("owner", owner)
                .mapTo(Long.class)
                .findOne()
                .map(token -> new ArchiverLease(serverId, owner, token));
    }

    /** False if it is lost. */
    static boolean renew(Handle handle, ArchiverLease lease, Instant until) {
        return handle.createUpdate(
                                """
                                UPDATE binlog_archivers
                                SET lease_until = :until
                                WHERE server_id = :server AND lease_owner = :owner AND lease_token = :token
                                """)
                        .bind("until", until)
                        .bind("server", lease.serverId())
                        .bind("owner", lease.owner())
                        .bind("token", lease.token())
                        .execute()
                == 1;
    }

    static void release(Handle handle, ArchiverLease lease) {
        handle.createUpdate(
                        """
                        UPDATE binlog_archivers
                        SET lease_owner = NULL, lease_until = NULL
                        WHERE server_id = :server AND lease_owner = :owner AND lease_token = :token
                        """)
                .bind("server", lease.serverId())
                .bind("owner", lease.owner())
                .bind("token", lease.token())
                .execute();
    }

    /**
     * Keeps the lease until the transaction ends.
     *
     * @throws LeaseLostException if another has it
     */
    static void hold(Handle handle, ArchiverLease lease) {
        boolean holds =
                handle.createQuery(
                                """
                                SELECT 1 FROM binlog_archivers
                                WHERE server_id = :server AND lease_owner = :owner AND lease_token = :token
                                FOR UPDATE
                                """)
                        .bind("server", lease.serverId())
                        .bind("owner", lease.owner())
                        .bind("token", lease.token())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
        if (!holds) {
            throw new LeaseLostException(lease);
        }
    }

    static void stream(Handle handle, ArchiverLease lease, String stream) {
        handle.createUpdate(
                        """
                        UPDATE binlog_archivers SET stream_id = :stream WHERE server_id = :server
                        """)
                .bind("stream", stream)
                .bind("server", lease.serverId())
                .execute();
    }

    /**
     * Writes down how far it is.
     *
     * @param covered what was committed before is archived; null if that is not known
     * @param server where the server's log ends
     */
    static void progress(
            Handle handle,
            ArchiverLease lease,
            LogPosition archived,
            @Nullable Instant covered,
            LogPosition server,
            long behind,
            Instant now) {
        handle.createUpdate(
                        """
                        UPDATE binlog_archivers
                        SET covered_until = GREATEST(COALESCE(covered_until, :covered), COALESCE(:covered, covered_until)),
                            archived_file = :file, archived_pos = :pos,
                            server_file = :serverFile, server_pos = :serverPos, bytes_behind = :behind,
                            seen_at = :now, problem = NULL, detail = NULL
                        WHERE server_id = :server AND lease_token = :token
                        """)
                .bind("covered", covered)
                .bind("file", archived.file())
                .bind("pos", archived.position())
                .bind("serverFile", server.file())
                .bind("serverPos", server.position())
                .bind("behind", behind)
                .bind("now", now)
                .bind("server", lease.serverId())
                .bind("token", lease.token())
                .execute();
    }

    static void problem(Handle handle, ArchiverLease lease, String problem, String detail) {
        handle.createUpdate(
                        """
                        UPDATE binlog_archivers SET problem = :problem, detail = LEFT(:detail, 500)
                        WHERE server_id = :server AND lease_token = :token
                        """)
                .bind("problem", problem)
                .bind("detail", detail)
                .bind("server", lease.serverId())
                .bind("token", lease.token())
                .execute();
    }

    /** What will make gaps, a line each. */
    static void warnings(Handle handle, ArchiverLease lease, String warnings) {
        handle.createUpdate(
                        """
                        UPDATE binlog_archivers SET warnings = LEFT(:warnings, 2000)
                        WHERE server_id = :server AND lease_token = :token
                        """)
                .bind("warnings", warnings)
                .bind("server", lease.serverId())
                .bind("token", lease.token())
                .execute();
    }

    static List<ArchiverState> states(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT s.name, a.lease_owner, a.lease_until, a.covered_until, a.archived_file,
                               a.archived_pos, a.server_file, a.server_pos, a.bytes_behind, a.seen_at,
                               a.problem, a.detail, a.warnings, s.id
                        FROM database_servers s LEFT JOIN binlog_archivers a ON a.server_id = s.id
                        ORDER BY s.name
                        """)
                .map((row, _) -> state(row))
                .list();
    }

    private static ArchiverState state(ResultSet row) throws SQLException {
        String warnings = row.getString("warnings");
        return new ArchiverState(
                row.getString("id"),
                row.getString("name"),
                row.getString("lease_owner"),
                Columns.instantOrNull(row, "lease_until"),
                Columns.instantOrNull(row, "covered_until"),
                position(row, "archived_file", "archived_pos"),
                position(row, "server_file", "server_pos"),
                row.getObject("bytes_behind", Long.class),
                Columns.instantOrNull(row, "seen_at"),
                row.getString("problem"),
                row.getString("detail"),
                warnings == null || warnings.isEmpty() ? List.of() : List.of(warnings.split("\n")));
    }

    private static @Nullable LogPosition position(ResultSet row, String file, String position)
            throws SQLException {
        String name = row.getString(file);
        return name == null ? null : new LogPosition(name, row.getLong(position));
    }

    static Optional<Instant> seenAt(Handle handle, String serverId) {
        return handle.createQuery(
                        """
                        SELECT seen_at FROM binlog_archivers
                        WHERE server_id = :server AND seen_at IS NOT NULL
                        """)
                .bind("server", serverId)
                .mapTo(Instant.class)
                .findOne();
    }

    static Optional<Instant> coveredUntil(Handle handle, String serverId) {
        return handle.createQuery(
                        """
                        SELECT covered_until FROM binlog_archivers
                        WHERE server_id = :server AND covered_until IS NOT NULL
                        """)
                .bind("server", serverId)
                .mapTo(Instant.class)
                .findOne();
    }
}
