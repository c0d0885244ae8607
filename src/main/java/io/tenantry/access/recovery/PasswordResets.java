package io.tenantry.access.recovery;

import io.tenantry.access.OneTimeSecret;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Links to choose another password; each method joins the caller's transaction. */
@ApplicationScoped
class PasswordResets {
    /** A link that was asked for. */
    record PasswordReset(String id, String email, Instant expiresAt, boolean used) {
        @Override
        public String toString() {
            return "PasswordReset[" + id + "]";
        }
    }

    void insert(Handle handle, String email, String token, Instant now, Instant expiresAt) {
        handle.createUpdate(
                        """
                        INSERT INTO password_resets
                            (id, email, secret_hash, created_at, expires_at)
                        VALUES
                            (:id, :email, :hash, :now, :expires)
                        """)
                .bind("id", Ulid.at(now))
                .bind("email", email)
                .bind("hash", OneTimeSecret.hashOfToken(token))
                .bind("now", now)
                .bind("expires", expiresAt)
                .execute();
    }

    Optional<PasswordReset> byToken(Handle handle, String token) {
        return handle.createQuery(
                        """
                        SELECT id, email, expires_at, used_at FROM password_resets
                        WHERE secret_hash = :hash
                        """)
                .bind("hash", OneTimeSecret.hashOfToken(token))
                .map((row, _) ->
                        new PasswordReset(
                                row.getString("id"),
                                row.getString("email"),
                                Columns.instant(row, "expires_at"),
                                row.getObject("used_at") != null))
                .findOne();
    }

    /** Uses a link up; of two simultaneous uses one is the first. */
    boolean use(Handle handle, String id, Instant now) {
        return handle.createUpdate(
                                """
                                UPDATE password_resets
                                SET used_at = :now
                                WHERE id = :id AND used_at IS NULL AND expires_at > :now
                                """)
                        .bind("id", id)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** All links to an address are void. */
    void voidAll(Handle handle, String email, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE password_resets SET used_at = :now
                        WHERE email = :email AND used_at IS NULL
                        """)
                .bind("email", email)
                .bind("now", now)
                .execute();
    }

    /** Forgets links that expired some time ago. */
    int forget(Handle handle, Instant expiredBefore, int most) {
        return handle.createUpdate(
                        "DELETE FROM password_resets WHERE expires_at < :before LIMIT :most")
                .bind("before", expiredBefore)
                .bind("most", most)
                .execute();
    }
}
