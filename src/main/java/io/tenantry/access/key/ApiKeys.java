package io.tenantry.access.key;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The keys in the control plane; each method joins the caller's transaction. */
@ApplicationScoped
class ApiKeys {
    private static final String COLUMNS =
            """
            SELECT id, tenant_id, name, key_hash, created_by, created_at, expires_at,
                last_used_at, last_address, revoked_at
            FROM api_keys
            """;

    void insert(Handle handle, ApiKey key, byte[] hash) {
        handle.createUpdate(
                        """
                        INSERT INTO api_keys
                            (id, tenant_id, name, key_hash, created_by, created_at, expires_at)
                        VALUES
                            (:id, :tenant, :name, :hash, :by, :at, :expires)
                        """)
                .bind("id", key.id())
                .bind("tenant", key.tenant())
                .bind("name", key.name())
                .bind("hash", hash)
                .bind("by", key.createdBy())
                .bind("at", key.createdAt())
                .bind("expires", key.expiresAt())
                .execute();
        try (PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO api_key_permissions (key_id, permission)
                        VALUES (:key, :permission)
                        """)) {
            key.permissions()
                    .forEach(each -> batch.bind("key", key.id()).bind("permission", each).add());
            batch.execute();
        }
    }

    /** Keys of a tenant, newest first, revoked and expired ones included. */
    List<ApiKey> of(Handle handle, TenantId tenant, @Nullable String before, int limit) {
        return handle
                .createQuery(
                        COLUMNS
                                + """
                                WHERE tenant_id = :tenant AND (:before IS NULL OR id < :before)
                                ORDER BY id DESC
                                LIMIT :limit
                                """)
                .bind("tenant", tenant.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> key(row))
                .list()
                .stream()
                .map(found -> found.permitting(permissions(handle, found.id())))
                .toList();
    }

    Optional<ApiKey> find(Handle handle, TenantId tenant, String id) {
        return handle.createQuery(COLUMNS + "WHERE tenant_id = :tenant AND id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, _) -> key(row))
                .findOne()
                .map(found -> found.permitting(permissions(handle, found.id())));
    }

    /** The key that a text is, whoever's it is; usable or not. */
    Optional<ApiKey> verified(Handle handle, KeyText text) {
        return handle.createQuery(COLUMNS + "WHERE id = :id")
                .bind("id", text.id())
                .map((row, _) ->
                        MessageDigest.isEqual(row.getBytes("key_hash"), text.hash())
                                ? Optional.of(key(row))
                                : Optional.<ApiKey>empty())
                .findOne()
                .flatMap(found -> found)
                .map(found -> found.permitting(permissions(handle, found.id())));
    }

    int countUsable(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery(
                        """
                        SELECT COUNT(*)
                        FROM api_keys
                        WHERE tenant_id = :tenant
                          AND revoked_at IS NULL
                          AND (expires_at IS NULL OR expires_at > :now)
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    void revoke(Handle handle, String id, Instant now) {
        handle.createUpdate(
                        "UPDATE api_keys SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    void noteUse(Handle handle, String id, String address, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE api_keys
                        SET last_used_at = :now, last_address = :address
                        WHERE id = :id
                        """)
                .bind("now", now)
                .bind("address", address)
                .bind("id", id)
                .execute();
    }

    private static Set<String> permissions(Handle handle, String key) {
        return handle.createQuery("SELECT permission FROM api_key_permissions WHERE key_id = :key")
                .bind("key", key)
                .mapTo(String.class)
                .set();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("tenant_id"),
                row.getString("name"),
                Set.of(),
                row.getString("created_by"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "expires_at"),
                Columns.instantOrNull(row, "last_used_at"),
                row.getString("last_address"),
                Columns.instantOrNull(row, "revoked_at"));
    }
}
