package io.tenantry.access.user;

import io.tenantry.access.Caller;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;

/**
 * Somebody who asks for something in the tenant of their token. What they may do there, {@link
 * Standings} says.
 *
 * @param actor the same person as the audit log names them
 */
public record ActingMember(TenantId tenant, String userId, Actor actor) {
    /** Whoever makes the present request, in the tenant that is bound. */
    public static ActingMember of(Caller caller) {
        return new ActingMember(TenantContext.require(), caller.userId(), caller.actor());
    }
}
