package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.changelog.ChangelogRecording;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL on {@code tenant_databases}. */
final class PlacementRows {
    private static final String CREATING = "creating";
    private static final String ACTIVE = "active";

    private PlacementRows() {}

    static void insert(Handle handle, TenantDatabase database, byte[] secret, Instant now) {
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
                .bind("state", CREATING)
                .bind("now", now)
                .execute();
    }

    static Optional<TenantDatabase> of(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT id, server_id, database_name, account, epoch
                        FROM tenant_databases
                        WHERE tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) ->
                        new TenantDatabase(
                                row.getString("id"),
                                tenant,
                                row.getString("server_id"),
                                new DatabaseName(row.getString("database_name")),
                                new AccountName(row.getString("account")),
                                row.getLong("epoch")))
                .findOne();
    }

    /** The changelog version of a database, 64 hex digits. */
    static String version(Handle handle, String databaseId) {
        return handle.createQuery("SELECT changelog_version FROM tenant_databases WHERE id = :id")
                .bind("id", databaseId)
                .mapTo(String.class)
                .one();
    }

    /** The account's password in the clear: for the statement that sets it, and nothing else. */
    static String password(Handle handle, String databaseId, SecretBox secrets) {
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

    static void schemaApplied(
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
    static void raiseEpoch(Handle handle, String databaseId, long epoch, Instant now) {
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
        handle.createUpdate(
                        """
                        UPDATE tenant_databases SET state = :active, changed_at = :now WHERE id = :id
                        """)
                .bind("active", ACTIVE)
                .bind("now", now)
                .bind("id", databaseId)
                .execute();
    }

    static void delete(Handle handle, TenantId tenant) {
        handle.createUpdate("DELETE FROM tenant_databases WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }
}
