package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.server.AccountName;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.Sealed;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on the two accounts of a placement: the one that serves, and the other. */
final class RotationRows {
    private final SecretBox secrets;

    RotationRows(SecretBox secrets) {
        this.secrets = secrets;
    }

    /** A placement's accounts as they stand, secrets sealed. */
    private record Accounts(
            String account, long epoch, Sealed secret, @Nullable Sealed otherSecret) {}

    /** Keeps a new password for the account that does not serve. */
    void keepOther(Handle handle, String databaseId, String password, Instant now) {
        writeOther(
                handle,
                databaseId,
                secrets.seal(password, SecretPlaces.otherAccount(databaseId)),
                now);
    }

    /** Forgets the password of the account that does not serve. */
    void forgetOther(Handle handle, String databaseId, Instant now) {
        writeOther(handle, databaseId, null, now);
    }

    private static void writeOther(
            Handle handle, String databaseId, byte @Nullable [] sealed, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE tenant_databases
                        SET other_account_secret = :secret, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("secret", sealed)
                .bind("now", now)
                .bind("id", databaseId)
                .execute();
    }

    /** The other account's password in the clear: for the statement that sets it, nothing else. */
    String otherPassword(Handle handle, String databaseId) {
        byte[] sealed =
                handle.createQuery(
                                "SELECT other_account_secret FROM tenant_databases WHERE id = :id")
                        .bind("id", databaseId)
                        .mapTo(byte[].class)
                        .one();
        return secrets.openText(
                Objects.requireNonNull(sealed, "no password is kept for the other account"),
                SecretPlaces.otherAccount(databaseId));
    }

    /**
     * Lets the other account serve from the next epoch on, and keeps the password of the one that
     * served; does nothing if it serves already. Replicas learn of it with the route.
     *
     * @return whether anything changed
     * @throws IllegalStateException if neither is so
     */
    boolean swap(
            Handle handle,
            TenantId tenant,
            String databaseId,
            AccountName from,
            AccountName to,
            Instant now) {
        Accounts here = lock(handle, databaseId);
        if (here.account().equals(to.value())) {
            return false;
        }
        if (!here.account().equals(from.value())) {
            throw new IllegalStateException(
                    "the database is served by account %s".formatted(here.account()));
        }
        String servedBy = SecretPlaces.tenantAccount(databaseId);
        String other = SecretPlaces.otherAccount(databaseId);
        Sealed next = Objects.requireNonNull(here.otherSecret(), "the other account's password");
        handle.createUpdate(
                        """
                        UPDATE tenant_databases
                        SET account = :account, account_secret = :secret,
                            other_account_secret = :other, epoch = :epoch, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("account", to.value())
                .bind("secret", secrets.seal(secrets.open(next.bytes(), other), servedBy))
                .bind("other", secrets.seal(secrets.open(here.secret().bytes(), servedBy), other))
                .bind("epoch", here.epoch() + 1)
                .bind("now", now)
                .bind("id", databaseId)
                .execute();
        handle.createUpdate("UPDATE tenants SET route_changed_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", tenant.value())
                .execute();
        return true;
    }

    private static Accounts lock(Handle handle, String databaseId) {
        return handle.createQuery(
                        """
                        SELECT account, epoch, account_secret, other_account_secret
                        FROM tenant_databases
                        WHERE id = :id
                        FOR UPDATE
                        """)
                .bind("id", databaseId)
                .map((row, _) ->
                        new Accounts(
                                row.getString("account"),
                                row.getLong("epoch"),
                                new Sealed(row.getBytes("account_secret")),
                                sealed(row.getBytes("other_account_secret"))))
                .one();
    }

    private static @Nullable Sealed sealed(byte @Nullable [] bytes) {
        return bytes == null ? null : new Sealed(bytes);
    }

    /** Tenants whose credentials can be rotated, in the order of their ids. */
    static List<TenantId> rotatable(Handle handle, @Nullable TenantId after, int limit) {
        return handle.createQuery(
                        """
                        SELECT id
                        FROM tenants
                        WHERE state IN ('active', 'suspended') AND database_id IS NOT NULL
                          AND (:after IS NULL OR id > :after)
                        ORDER BY id
                        LIMIT :limit
                        """)
                .bind("after", after == null ? null : after.value())
                .bind("limit", limit)
                .map((row, _) -> new TenantId(row.getString("id")))
                .list();
    }
}
