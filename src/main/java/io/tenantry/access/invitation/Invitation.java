package io.tenantry.access.invitation;

import io.tenantry.access.mail.Language;
import io.tenantry.access.user.Assignment;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to a tenant.
 *
 * @param email whom it is for; null if it is a code
 * @param name how they are called, or null
 * @param mostUses how often it may be accepted
 * @param sends how often its mail was written
 */
record Invitation(
        String id,
        TenantId tenant,
        @Nullable String email,
        @Nullable String name,
        Assignment assignment,
        Language language,
        int mostUses,
        int uses,
        int sends,
        @Nullable Instant sentAt,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt,
        boolean revoked) {

    boolean isCode() {
        return email == null;
    }

    InvitationState state(Instant now) {
        if (revoked) {
            return InvitationState.REVOKED;
        }
        if (uses >= mostUses) {
            return InvitationState.ACCEPTED;
        }
        return expiresAt.isAfter(now) ? InvitationState.OPEN : InvitationState.EXPIRED;
    }

    // Addresses of people do not belong into logs.
    @Override
    public String toString() {
        return "Invitation[" + id + "]";
    }
}
