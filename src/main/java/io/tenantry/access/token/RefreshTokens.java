package io.tenantry.access.token;

import io.tenantry.access.Sha256;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Refresh tokens, each good for one use; every method joins the caller's transaction. */
@ApplicationScoped
public class RefreshTokens {
    private static final int RANDOM_BYTES = 32;
    private static final int PURGE_AT_ONCE = 1000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlPlane controlPlane;
    private final SessionRecords sessions;
    private final TokenConfig config;

    RefreshTokens(ControlPlane controlPlane, SessionRecords sessions, TokenConfig config) {
        this.controlPlane = controlPlane;
        this.sessions = sessions;
        this.config = config;
    }

    /** Begins a family: the person has just signed in or chosen a tenant. */
    public Begun begin(
            Handle handle,
            String userId,
            @Nullable TenantId tenant,
            SignInMethods methods,
            SessionOrigin origin) {
        Instant now = controlPlane.now();
        Family family = new Family(Ulid.at(now), userId, tenant, methods);
        sessions.begin(handle, family, origin, now, now.plus(config.refreshLifetime()));
        return new Begun(family, insert(handle, family, now));
    }

    /** Puts the next token of a family in the place of the one just used. */
    public String next(Handle handle, Family family, SessionOrigin origin) {
        Instant now = controlPlane.now();
        sessions.use(handle, family, origin, now, now.plus(config.refreshLifetime()));
        return insert(handle, family, now);
    }

    /**
     * Uses a token up. Of two simultaneous uses one wins, because the check and the use are one
     * statement; the other finds the token used and ends the family.
     */
    public Use use(Handle handle, String token) {
        Instant now = controlPlane.now();
        byte[] hash = hash(token);
        int used =
                handle.createUpdate(
                                """
                                UPDATE refresh_tokens
                                SET used_at = :now
                                WHERE token_hash = :hash
                                  AND used_at IS NULL
                                  AND revoked_at IS NULL
                                  AND expires_at > :now
                                """)
                        .bind("now", now)
                        .bind("hash", hash)
                        .execute();
        Optional<Stored> stored = find(handle, hash);
        if (stored.isEmpty()) {
            return new Use.Refused();
        }
        Family family = stored.get().family();
        if (used == 1) {
            return new Use.Accepted(family);
        }
        if (!stored.get().used()) {
            return new Use.Refused();
        }
        revoke(handle, family);
        return new Use.Reused(family);
    }

    /** The family of a token, whether or not it can be used still. */
    public Optional<Family> family(Handle handle, String token) {
        return find(handle, hash(token)).map(Stored::family);
    }

    /** Ends the token's family, if there is one: the person signs out. */
    public Optional<Family> end(Handle handle, String token) {
        Optional<Family> family = family(handle, token);
        family.ifPresent(found -> revoke(handle, found));
        return family;
    }

    /** Ends a family: its refresh tokens, and the access tokens that came of it. */
    public void revoke(Handle handle, Family family) {
        sessions.end(handle, family.id(), controlPlane.now());
    }

    /** Forgets tokens that expired; a used one is kept until then, to recognise its reuse. */
    void purge() {
        purge("DELETE FROM refresh_tokens WHERE expires_at < :now LIMIT :limit");
        purge("DELETE FROM sessions WHERE expires_at < :now LIMIT :limit");
    }

    private void purge(String sql) {
        int deleted;
        do {
            deleted =
                    controlPlane.inTransaction(handle ->
                            handle.createUpdate(sql)
                                    .bind("now", controlPlane.now())
                                    .bind("limit", PURGE_AT_ONCE)
                                    .execute());
        } while (deleted == PURGE_AT_ONCE);
    }

    private String insert(Handle handle, Family family, Instant now) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        TenantId tenant = family.tenant();
        handle.createUpdate(
                        """
                        INSERT INTO refresh_tokens
                            (id, family_id, user_id, tenant_id, token_hash, created_at, expires_at)
                        VALUES
                            (:id, :family, :user, :tenant, :hash, :now, :expires)
                        """)
                .bind("id", Ulid.at(now))
                .bind("family", family.id())
                .bind("user", family.userId())
                .bind("tenant", tenant == null ? null : tenant.value())
                .bind("hash", hash(token))
                .bind("now", now)
                .bind("expires", now.plus(config.refreshLifetime()))
                .execute();
        return token;
    }

    private Optional<Stored> find(Handle handle, byte[] hash) {
        return handle.createQuery(
                        """
                        SELECT t.family_id, t.user_id, t.tenant_id, t.used_at, s.methods
                        FROM refresh_tokens t
                        LEFT JOIN sessions s ON s.id = t.family_id
                        WHERE t.token_hash = :hash
                        """)
                .bind("hash", hash)
                .map(RefreshTokens::stored)
                .findOne();
    }

    private static Stored stored(ResultSet row, StatementContext context) throws SQLException {
        String tenant = row.getString("tenant_id");
        String methods = row.getString("methods");
        return new Stored(
                new Family(
                        row.getString("family_id"),
                        row.getString("user_id"),
                        tenant == null ? null : new TenantId(tenant),
                        // A family from before there were sessions has none.
                        methods == null ? SignInMethods.PASSWORD : SignInMethods.ofStored(methods)),
                row.getObject("used_at") != null);
    }

    private static byte[] hash(String token) {
        return Sha256.of(token);
    }

    private record Stored(Family family, boolean used) {}

    /**
     * The tokens that follow from one sign-in.
     *
     * @param tenant the tenant that was chosen, or null
     * @param methods how the person has shown who they are
     */
    public record Family(
            String id, String userId, @Nullable TenantId tenant, SignInMethods methods) {}

    /**
     * A family that has begun.
     *
     * @param token its first refresh token
     */
    public record Begun(Family family, String token) {}

    /** What came of using a token. */
    public sealed interface Use {
        /** It was good; put the next one in its place. */
        record Accepted(Family family) implements Use {}

        /** It was used before: its family has been revoked. */
        record Reused(Family family) implements Use {}

        /** It is unknown, has expired or was revoked. */
        record Refused() implements Use {}
    }
}
