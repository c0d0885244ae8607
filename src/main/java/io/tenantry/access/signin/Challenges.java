package io.tenantry.access.signin;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.access.Sha256;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What people get who have shown their password, and not yet their second factor: random, kept as a
 * hash, good for one sign-in within five minutes, and void as soon as their account changes. It is
 * no token: nothing else takes it.
 */
@ApplicationScoped
class Challenges {
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final Duration PURGE = Duration.ofHours(1);
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlPlane controlPlane;
    private final Users users;
    private final BackgroundTasks background;

    Challenges(ControlPlane controlPlane, Users users, BackgroundTasks background) {
        this.controlPlane = controlPlane;
        this.users = users;
        this.background = background;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND) StartupEvent start) {
        background.every(PURGE, "forgetting challenges", this::purge);
    }

    /** Makes one, in the caller's transaction. */
    String next(Handle handle, User user) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        handle.createUpdate(
                        """
                        INSERT INTO sign_in_challenges
                            (challenge_hash, user_id, version, expires_at)
                        VALUES
                            (:hash, :user, :version, :expires)
                        """)
                .bind("hash", Sha256.of(challenge))
                .bind("user", user.id())
                .bind("version", user.version())
                .bind("expires", controlPlane.now().plus(LIFETIME))
                .execute();
        return challenge;
    }

    /** Whose it is, if it is good. */
    Optional<User> owner(Handle handle, String challenge) {
        return handle.createQuery(
                        """
                        SELECT c.user_id
                        FROM sign_in_challenges c
                        JOIN users u ON u.id = c.user_id AND u.version = c.version
                        WHERE c.challenge_hash = :hash AND c.expires_at > :now
                        """)
                .bind("hash", Sha256.of(challenge))
                .bind("now", controlPlane.now())
                .mapTo(String.class)
                .findOne()
                .flatMap(id -> users.byId(handle, id))
                .filter(User::active);
    }

    /** Uses it up; whether it was still there. Of simultaneous uses one wins. */
    boolean spend(Handle handle, String challenge) {
        return handle.createUpdate("DELETE FROM sign_in_challenges WHERE challenge_hash = :hash")
                        .bind("hash", Sha256.of(challenge))
                        .execute()
                == 1;
    }

    void purge() {
        controlPlane.useTransaction(handle ->
                handle.createUpdate("DELETE FROM sign_in_challenges WHERE expires_at <= :now")
                        .bind("now", controlPlane.now())
                        .execute());
    }
}
