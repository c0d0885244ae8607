package io.tenantry.access.invitation;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Addresses that are to be confirmed; each method joins the caller's transaction. */
@ApplicationScoped
class Confirmations {
    /**
     * Somebody who wants to join and has been sent a link.
     *
     * @param invitation the id of the code that they know; null if they come by their address
     */
    record Pending(
            String id,
            TenantId tenant,
            @Nullable String invitation,
            String email,
            @Nullable String name,
            Instant expiresAt,
            boolean used) {
        @Override
        public String toString() {
            return "Pending[" + id + "]";
        }
    }

    void insert(Handle handle, Pending pending, Secret secret, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO address_confirmations
                            (id, tenant_id, invitation_id, email, name, secret_hash, created_at,
                             expires_at)
                        VALUES
                            (:id, :tenant, :invitation, :email, :name, :hash, :now, :expires)
                        """)
                .bind("id", pending.id())
                .bind("tenant", pending.tenant().value())
                .bind("invitation", pending.invitation())
                .bind("email", pending.email())
                .bind("name", pending.name())
                .bind("hash", secret.hash())
                .bind("now", now)
                .bind("expires", pending.expiresAt())
                .execute();
    }

    static Pending pending(
            TenantId tenant,
            @Nullable String invitation,
            String email,
            @Nullable String name,
            Instant now,
            Instant expiresAt) {
        return new Pending(Ulid.at(now), tenant, invitation, email, name, expiresAt, false);
    }

    Optional<Pending> bySecret(Handle handle, Secret secret) {
        return handle.createQuery(
                        """
                        SELECT id, tenant_id, invitation_id, email, name, expires_at, used_at
                        FROM address_confirmations
                        WHERE secret_hash = :hash
                        """)
                .bind("hash", secret.hash())
                .map((row, _) ->
                        new Pending(
                                row.getString("id"),
                                new TenantId(row.getString("tenant_id")),
                                row.getString("invitation_id"),
                                row.getString("email"),
                                row.getString("name"),
                                Columns.instant(row, "expires_at"),
                                row.getObject("used_at") != null))
                .findOne();
    }

    /** Uses a link up; of two simultaneous uses one is the first. */
    boolean use(Handle handle, String id, Instant now) {
        return handle.createUpdate(
                                """
                                UPDATE address_confirmations
                                SET used_at = :now
                                WHERE id = :id AND used_at IS NULL AND expires_at > :now
                                """)
                        .bind("id", id)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** Forgets links that expired some time ago. */
    int forget(Handle handle, Instant expiredBefore, int most) {
        return handle.createUpdate(
                        "DELETE FROM address_confirmations WHERE expires_at < :before LIMIT :most")
                .bind("before", expiredBefore)
                .bind("most", most)
                .execute();
    }
}
