package io.tenantry.provisioning.warm;

import io.tenantry.provisioning.changelog.ChangelogRecording;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.DatabaseName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL on {@code warm_databases}. */
final class WarmRows {
    private WarmRows() {}

    static void insert(
            Handle handle, WarmDatabase database, byte[] secret, String version, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO warm_databases
                            (id, server_id, database_name, account, account_secret, state,
                             changelog_version, created_at, changed_at)
                        VALUES
                            (:id, :server, :name, :account, :secret, :state, :version, :now, :now)
                        """)
                .bind("id", database.id())
                .bind("server", database.serverId())
                .bind("name", database.name().value())
                .bind("account", database.account().value())
                .bind("secret", secret)
                .bind("state", WarmState.MAKING.code())
                .bind("version", version)
                .bind("now", now)
                .execute();
    }

    static Optional<WarmDatabase> find(Handle handle, String id) {
        return handle.createQuery(
                        """
                        SELECT server_id, database_name, account
                        FROM warm_databases
                        WHERE id = :id
                        """)
                .bind("id", id)
                .map((row, _) ->
                        new WarmDatabase(
                                id,
                                row.getString("server_id"),
                                new DatabaseName(row.getString("database_name")),
                                new AccountName(row.getString("account"))))
                .findOne();
    }

    static byte[] secret(Handle handle, String id) {
        return handle.createQuery("SELECT account_secret FROM warm_databases WHERE id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one();
    }

    static void ready(Handle handle, String id, ChangelogRecording applied, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE warm_databases
                        SET state = :ready, changelog_version = :version,
                            schema_fingerprint = :fingerprint, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("ready", WarmState.READY.code())
                .bind("version", applied.version())
                .bind("fingerprint", applied.fingerprint())
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    static void move(Handle handle, String id, WarmState to, Instant now) {
        handle.createUpdate(
                        "UPDATE warm_databases SET state = :to, changed_at = :now WHERE id = :id")
                .bind("to", to.code())
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    static void delete(Handle handle, String id) {
        handle.createUpdate("DELETE FROM warm_databases WHERE id = :id").bind("id", id).execute();
    }

    /**
     * The oldest ready one on a server that nobody else is about to claim; locked until the
     * transaction ends.
     */
    static Optional<String> lockReady(Handle handle, String serverId, String version) {
        return handle.createQuery(
                        """
                        SELECT id
                        FROM warm_databases
                        WHERE server_id = :server AND state = :ready AND changelog_version = :version
                        ORDER BY id
                        LIMIT 1
                        FOR UPDATE SKIP LOCKED
                        """)
                .bind("server", serverId)
                .bind("ready", WarmState.READY.code())
                .bind("version", version)
                .mapTo(String.class)
                .findOne();
    }

    /** How many of a version a server has or will soon have, failures of late included. */
    static int count(Handle handle, String serverId, String version) {
        return handle.createQuery(
                        """
                        SELECT COUNT(*)
                        FROM warm_databases
                        WHERE server_id = :server AND changelog_version = :version
                          AND state IN (:making, :ready, :failed)
                        """)
                .bind("server", serverId)
                .bind("version", version)
                .bind("making", WarmState.MAKING.code())
                .bind("ready", WarmState.READY.code())
                .bind("failed", WarmState.FAILED.code())
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Ready ones that nobody will claim: of another version and old enough not to belong to a
     * release that is just coming or going, or on a server that takes no tenants.
     */
    static List<String> lockUseless(
            Handle handle, String serverId, String version, boolean serverTakes, Instant oldest) {
        return handle.createQuery(
                        """
                        SELECT id
                        FROM warm_databases
                        WHERE server_id = :server AND state = :ready
                          AND (NOT :takes OR (changelog_version <> :version AND changed_at < :oldest))
                        ORDER BY id
                        LIMIT 10
                        FOR UPDATE SKIP LOCKED
                        """)
                .bind("server", serverId)
                .bind("ready", WarmState.READY.code())
                .bind("takes", serverTakes)
                .bind("version", version)
                .bind("oldest", oldest)
                .mapTo(String.class)
                .list();
    }

    /**
     * Operations on a server's databases that ended failed before that time, and whose database
     * waits.
     */
    static List<OperationId> stuck(Handle handle, String serverId, Instant before) {
        return handle.createQuery(
                        """
                        SELECT o.id
                        FROM operations o
                        JOIN warm_databases w ON w.id = JSON_UNQUOTE(JSON_EXTRACT(o.input, '$.database'))
                        WHERE o.state = :failed AND o.kind IN (:prepare, :discard)
                          AND o.finished_at < :before
                          AND w.server_id = :server AND w.state IN (:making, :discarding)
                        ORDER BY o.id
                        LIMIT 10
                        """)
                .bind("failed", OperationState.FAILED.code())
                .bind("prepare", WarmKind.PREPARE)
                .bind("discard", WarmKind.DISCARD)
                .bind("before", before)
                .bind("server", serverId)
                .bind("making", WarmState.MAKING.code())
                .bind("discarding", WarmState.DISCARDING.code())
                .map((row, _) -> new OperationId(row.getString("id")))
                .list();
    }

    static void forgetFailed(Handle handle, Instant before) {
        handle.createUpdate(
                        "DELETE FROM warm_databases WHERE state = :failed AND changed_at < :before")
                .bind("failed", WarmState.FAILED.code())
                .bind("before", before)
                .execute();
    }

    /** How many tenants a server got since. */
    static int recentTenants(Handle handle, String serverId, Instant since) {
        return handle.createQuery(
                        """
                        SELECT COUNT(*)
                        FROM tenant_databases
                        WHERE server_id = :server AND created_at >= :since
                        """)
                .bind("server", serverId)
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /** Turns a warm database into the placement of a tenant. */
    static void claim(Handle handle, String id, String tenant, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO tenant_databases
                            (id, tenant_id, server_id, database_name, account, account_secret, epoch,
                             state, changelog_version, schema_fingerprint, created_at, changed_at)
                        SELECT id, :tenant, server_id, database_name, account, account_secret, 1,
                               'creating', changelog_version, schema_fingerprint, :now, :now
                        FROM warm_databases
                        WHERE id = :id
                        """)
                .bind("tenant", tenant)
                .bind("now", now)
                .bind("id", id)
                .execute();
        delete(handle, id);
    }
}
