package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.ChangelogRecording;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.ServerState;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code tenant_databases}, and the choice of a server. */
final class PlacementRows {
    private static final String CREATING = "creating";
    private static final String ACTIVE = "active";

    private PlacementRows() {}

    /**
     * Refuses a wish that no server can fulfil.
     *
     * @param server the wanted server's name; null for any
     */
    static void demandServer(Handle handle, @Nullable String server) {
        if (server != null && !isKnown(handle, server)) {
            throw new ProvisioningException(
                    Reason.SERVER_UNKNOWN, "no database server is called " + server);
        }
        leastLoaded(handle, server);
    }

    private static boolean isKnown(Handle handle, String server) {
        return handle.createQuery("SELECT 1 FROM database_servers WHERE name = :name")
                .bind("name", server)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** The id of the server that takes new tenants and has the fewest databases. */
    static String leastLoaded(Handle handle, @Nullable String server) {
        return handle.createQuery(
                        """
                        SELECT s.id
                        FROM database_servers s
                        LEFT JOIN tenant_databases d ON d.server_id = s.id
                        WHERE s.state = :active AND (:server IS NULL OR s.name = :server)
                        GROUP BY s.id, s.name
                        ORDER BY COUNT(d.id), s.name
                        LIMIT 1
                        """)
                .bind("active", ServerState.ACTIVE.code())
                .bind("server", server)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> noServer(server));
    }

    private static ProvisioningException noServer(@Nullable String server) {
        return new ProvisioningException(
                Reason.NO_SERVER_AVAILABLE,
                server == null
                        ? "no database server takes new tenants; register one"
                        : "database server %s takes no new tenants; choose another"
                                .formatted(server));
    }

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
        handle.createUpdate(
                        """
                        UPDATE tenant_databases
                        SET changelog_version = :version, schema_fingerprint = :fingerprint,
                            changed_at = :now
                        WHERE id = :id
                        """)
                .bind("version", recording.version())
                .bind("fingerprint", recording.fingerprint())
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
