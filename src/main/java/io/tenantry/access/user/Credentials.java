package io.tenantry.access.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What accounts are signed in with; each method joins the caller's transaction. */
@ApplicationScoped
public class Credentials {
    /** Keeps the same password with another hash, unless somebody has changed it meanwhile. */
    public void renewHash(Handle handle, User user, String passwordHash) {
        handle.createUpdate(
                        """
                        UPDATE users
                        SET password_hash = :hash
                        WHERE id = :id AND password_hash = :old
                        """)
                .bind("hash", passwordHash)
                .bind("id", user.id())
                .bind("old", user.passwordHash())
                .execute();
    }

    /**
     * Gives an account another password.
     *
     * @return whether it still had the one that it had as {@code user}
     */
    public boolean changePassword(Handle handle, User user, String passwordHash, Instant now) {
        return handle.createUpdate(
                                """
                                UPDATE users
                                SET password_hash = :hash, changed_at = :now
                                WHERE id = :id AND password_hash <=> :old
                                """)
                        .bind("hash", passwordHash)
                        .bind("now", now)
                        .bind("id", user.id())
                        .bind("old", user.passwordHash())
                        .execute()
                == 1;
    }

    /** Voids, with a {@link io.tenantry.access.token.Revocation}, all tokens of an account. */
    public int raiseVersion(Handle handle, String userId, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE users
                        SET version = version + 1, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("now", now)
                .bind("id", userId)
                .execute();
        return handle.createQuery("SELECT version FROM users WHERE id = :id")
                .bind("id", userId)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }
}
