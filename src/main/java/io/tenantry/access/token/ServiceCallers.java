package io.tenantry.access.token;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.cdi.RoutingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/** Makes callers of programs, which have keys and no tokens. */
@ApplicationScoped
public class ServiceCallers {
    private final Revocations revocations;
    private final String tenantClaim;

    ServiceCallers(Revocations revocations, RoutingConfig routing) {
        this.revocations = revocations;
        this.tenantClaim = routing.claim();
    }

    /**
     * A caller with these permissions in a tenant and no role.
     *
     * @param id of its key; {@link Revocation#ofSession} of it makes the caller void
     */
    public ServiceCaller make(String id, TenantId tenant, Set<String> permissions) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(id);
        claims.setClaim(tenantClaim, tenant.value());
        claims.setClaim(VerifiedCaller.SESSION, id);
        claims.setClaim(VerifiedCaller.PERMISSIONS, List.copyOf(permissions));
        return new ServiceCaller(new VerifiedCaller("key", claims, tenantClaim));
    }

    /** Whether its key was revoked. */
    public boolean isVoid(ServiceCaller caller) {
        return caller.principal() instanceof VerifiedCaller verified
                && revocations.covers(verified);
    }
}
