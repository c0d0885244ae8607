package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.changelog.ChangelogRecording;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * SQL on {@code tenant_databases}. A tenant has one placement that serves, or is about to: it is
 * being created, or active. Besides it may have others that nobody is routed to.
 */
public final class PlacementRows {
    private static final String CREATING = "creating";
    private static final String ACTIVE = "active";

    /** The state of one that is being filled, and may serve later. */
    public static final String FILLING = "filling";

    /** The state of one that served, and is kept for a while. */
    public static final String KEPT = "kept";

    /** The state of one that is only looked at. */
    public static final String PEEK = "peek";

    private static final String SELECT =
            """
            SELECT id, tenant_id, server_id, database_name, account, epoch
            FROM tenant_databases
            """;

    private PlacementRows() {}

    static void insert(Handle handle, TenantDatabase database, byte[] secret, Instant now) {
        insert(handle, database, secret, CREATING, now);
    }

    /** Takes a place on a server. */
    public static void insert(
            Handle handle, TenantDatabase database, byte[] secret, String state, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO tenant_databases
                            (id, tenant_id, server_id, database_name, account, account_secret, epoch,
                             state, created_at, changed_at)
                        VALUES
                            (:id, :tenant, :server, :name, :account, :secret, :epoch,
                             :state, :now, :now)
                        """)
                .bind("id", database.id())
                .bind("tenant", database.tenant().value())
                .bind("server", database.serverId())
                .bind("name", database.name().value())
                .bind("account", database.account().value())
                .bind("secret", secret)
                .bind("epoch", database.epoch())
                .bind("state", state)
                .bind("now", now)
                .execute();
    }

    /** The placement that serves the tenant, or is about to. */
    public static Optional<TenantDatabase> of(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        SELECT + "WHERE tenant_id = :tenant AND state IN (:creating, :active)")
                .bind("tenant", tenant.value())
                .bind("creating", CREATING)
                .bind("active", ACTIVE)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** All placements of a tenant, whether they serve or not. */
    public static List<TenantDatabase> allOf(Handle handle, TenantId tenant) {
        return handle.createQuery(SELECT + "WHERE tenant_id = :tenant ORDER BY id")
                .bind("tenant", tenant.value())
                .map((row, _) -> read(row))
                .list();
    }

    /** A placement, if it is in a state. */
    public static Optional<TenantDatabase> find(Handle handle, String databaseId, String state) {
        return handle.createQuery(SELECT + "WHERE id = :id AND state = :state")
                .bind("id", databaseId)
                .bind("state", state)
                .map((row, _) -> read(row))
                .findOne();
    }

    private static TenantDatabase read(ResultSet row) throws SQLException {
        return new TenantDatabase(
                row.getString("id"),
                new TenantId(row.getString("tenant_id")),
                row.getString("server_id"),
                new DatabaseName(row.getString("database_name")),
                new AccountName(row.getString("account")),
                row.getLong("epoch"));
    }

    /** The changelog version of a database, 64 hex digits. */
    public static String version(Handle handle, String databaseId) {
        return handle.createQuery("SELECT changelog_version FROM tenant_databases WHERE id = :id")
                .bind("id", databaseId)
                .mapTo(String.class)
                .one();
    }

    /** The account's password in the clear: for the statement that sets it, and nothing else. */
    public static String password(Handle handle, String databaseId, SecretBox secrets) {
        byte[] sealed =
                handle.createQuery("SELECT account_secret FROM tenant_databases WHERE id = :id")
                        .bind("id", databaseId)
                        .mapTo(byte[].class)
                        .one();
        return secrets.openText(sealed, SecretPlaces.tenantAccount(databaseId));
    }

    static void schemaApplied(
            Handle handle, String databaseId, ChangelogRecording recording, Instant now) {
        schemaApplied(handle, databaseId, recording.version(), recording.fingerprint(), now);
    }

    /** Writes what schema a database has. */
    public static void schemaApplied(
            Handle handle, String databaseId, String version, String fingerprint, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE tenant_databases
                        SET changelog_version = :version, schema_fingerprint = :fingerprint,
                            changed_at = :now
                        WHERE id = :id
                        """)
                .bind("version", version)
                .bind("fingerprint", fingerprint)
                .bind("now", now)
                .bind("id", databaseId)
                .execute();
    }

    /** Writes a placement's next epoch; one that is there already stays. */
    public static void raiseEpoch(Handle handle, String databaseId, long epoch, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE tenant_databases
                        SET epoch = GREATEST(epoch, :epoch), changed_at = :now
                        WHERE id = :id
                        """)
                .bind("epoch", epoch)
                .bind("now", now)
                .bind("id", databaseId)
                .execute();
    }

    static void activate(Handle handle, String databaseId, Instant now) {
        move(handle, databaseId, ACTIVE, now);
    }

    /** Lets a placement serve from an epoch on, in the place of the one that serves. */
    static void replace(
            Handle handle, TenantDatabase former, TenantDatabase next, long epoch, Instant now) {
        move(handle, former.id(), KEPT, now);
        raiseEpoch(handle, next.id(), epoch, now);
        move(handle, next.id(), ACTIVE, now);
    }

    private static void move(Handle handle, String databaseId, String state, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE tenant_databases SET state = :state, changed_at = :now WHERE id = :id
                        """)
                .bind("state", state)
                .bind("now", now)
                .bind("id", databaseId)
                .execute();
    }

    /** Gives a place up that does not serve. */
    public static void forget(Handle handle, String databaseId) {
        handle.createUpdate(
                        """
                        DELETE FROM tenant_databases WHERE id = :id AND state NOT IN (:creating, :active)
                        """)
                .bind("id", databaseId)
                .bind("creating", CREATING)
                .bind("active", ACTIVE)
                .execute();
    }

    static void delete(Handle handle, TenantId tenant) {
        handle.createUpdate("DELETE FROM tenant_databases WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }
}
