package io.tenantry.access.signon;

import io.tenantry.access.Sha256;
import io.tenantry.access.signon.oidc.IdClaims;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Whom tenants' providers know by which subject; each method joins the caller's transaction. Two
 * tenants that rely on the same provider share nothing.
 */
@ApplicationScoped
class Identities {
    /** The id of the account that a provider has named before. */
    Optional<String> find(Handle handle, TenantId tenant, IdClaims claims) {
        return handle.createQuery(
                        """
                        SELECT user_id FROM sign_on_identities
                        WHERE tenant_id = :tenant AND identity_hash = :hash
                        """)
                .bind("tenant", tenant.value())
                .bind("hash", hash(claims))
                .mapTo(String.class)
                .findOne();
    }

    /**
     * Notes that the provider has named somebody. An earlier subject of theirs is forgotten: they
     * were made anew at the provider.
     */
    void note(Handle handle, TenantId tenant, IdClaims claims, String userId, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO sign_on_identities
                            (tenant_id, user_id, identity_hash, issuer, subject,
                             created_at, used_at)
                        VALUES
                            (:tenant, :user, :hash, :issuer, :subject, :now, :now)
                        ON DUPLICATE KEY UPDATE
                            identity_hash = :hash, issuer = :issuer, subject = :subject,
                            used_at = :now
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .bind("hash", hash(claims))
                .bind("issuer", claims.issuer())
                .bind("subject", claims.subject())
                .bind("now", now)
                .execute();
    }

    private static byte[] hash(IdClaims claims) {
        return Sha256.of(claims.issuer() + "\n" + claims.subject());
    }
}
