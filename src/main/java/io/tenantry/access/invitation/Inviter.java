package io.tenantry.access.invitation;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.routing.TenantId;

/**
 * Whoever invites, in the tenant of their token.
 *
 * @param actor the same person as the audit log names them
 */
record Inviter(TenantId tenant, String userId, Actor actor) {}
