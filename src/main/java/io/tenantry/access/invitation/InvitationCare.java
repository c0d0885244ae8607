package io.tenantry.access.invitation;

import io.tenantry.access.Permissions;
import io.tenantry.access.invitation.InvitationCalls.Audited;
import io.tenantry.access.invitation.InvitationMessages.InvitationView;
import io.tenantry.access.invitation.Invitations.Wanted;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.user.Granting;
import io.tenantry.access.user.Reach;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What can be done with invitations that were made; only with those within one's reach. */
@ApplicationScoped
class InvitationCare {
    private final Invitations invitations;
    private final Inviting inviting;
    private final Standings standings;
    private final Granting granting;
    private final Outbox outbox;
    private final AuditLog audit;
    private final ControlPlane controlPlane;
    private final InvitationConfig config;

    InvitationCare(
            Invitations invitations,
            Inviting inviting,
            Standings standings,
            Granting granting,
            Outbox outbox,
            AuditLog audit,
            ControlPlane controlPlane,
            InvitationConfig config) {
        this.invitations = invitations;
        this.inviting = inviting;
        this.standings = standings;
        this.granting = granting;
        this.outbox = outbox;
        this.audit = audit;
        this.controlPlane = controlPlane;
        this.config = config;
    }

    Page<InvitationView> list(Inviter by, @Nullable InvitationState state, PageRequest page) {
        Instant now = controlPlane.now();
        return controlPlane.read(handle -> {
            Standing standing =
                    standings.require(
                            handle, by.tenant(), by.userId(), Permissions.INVITATION_READ);
            return Page.of(
                    invitations.list(
                            handle,
                            by.tenant(),
                            new Wanted(state, within(handle, standing)),
                            now,
                            page.after(),
                            page.limit() + 1),
                    page,
                    Invitation::id,
                    each -> InvitationView.of(each, now));
        });
    }

    private static @Nullable Set<String> within(Handle handle, Standing standing) {
        return switch (standing.reach()) {
            case Reach.Everywhere() -> null;
            case Reach.Nowhere() -> Set.of();
            case Reach.Under(String top) -> under(handle, standing, top);
        };
    }

    private static Set<String> under(Handle handle, Standing standing, String top) {
        return handle.createQuery(
                        """
                        WITH RECURSIVE below (id) AS (
                            SELECT id FROM departments WHERE tenant_id = :tenant AND id = :top
                            UNION
                            SELECT d.id
                            FROM departments d
                            JOIN below b ON d.parent_id = b.id
                            WHERE d.tenant_id = :tenant
                        )
                        SELECT id FROM below
                        """)
                .bind("tenant", standing.tenant().value())
                .bind("top", top)
                .mapTo(String.class)
                .set();
    }

    InvitationView read(Inviter by, String id) {
        return controlPlane.read(handle -> {
            Standing standing =
                    standings.require(
                            handle, by.tenant(), by.userId(), Permissions.INVITATION_READ);
            return invitations
                    .find(handle, by.tenant(), id)
                    .filter(found -> sees(handle, standing, found))
                    .map(found -> InvitationView.of(found, controlPlane.now()))
                    .orElseThrow(InvitationCare::notFound);
        });
    }

    /** Sends an invitation by mail again, also one that has expired, with another link. */
    InvitationView resend(Inviter by, String id) {
        return controlPlane.inTransaction(handle -> {
            Standing standing = enter(handle, by);
            Invitation invitation = demand(handle, standing, id);
            granting.demand(handle, standing, invitation.assignment());
            demandSendable(invitation);
            inviting.again(handle, invitation, config.days());
            audit(handle, by, "invitation.resend", invitation, null);
            return view(handle, by, id);
        });
    }

    private void demandSendable(Invitation invitation) {
        InvitationState state = invitation.state(controlPlane.now());
        boolean open = state == InvitationState.OPEN || state == InvitationState.EXPIRED;
        Instant sent = invitation.sentAt();
        if (!open || sent == null) {
            throw new ProblemException(
                    ErrorCode.INVITATION_STATE_CONFLICT,
                    "the invitation is %s, or a code".formatted(state.code()),
                    "Make another invitation.");
        }
        Duration rest = Duration.between(controlPlane.now(), sent.plus(config.resendPause()));
        if (rest.isPositive() || invitation.sends() >= config.mostSends()) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "the invitation was sent %d times, at %s last"
                            .formatted(invitation.sends(), sent),
                    "Try again later, or make another invitation.",
                    rest.isPositive() ? rest : Duration.ofDays(1),
                    null);
        }
    }

    /** Takes an invitation back; one that is over stays as it is. */
    void revoke(Inviter by, String id) {
        controlPlane.useTransaction(handle -> {
            Standing standing = enter(handle, by);
            Invitation invitation = demand(handle, standing, id);
            InvitationState state = invitation.state(controlPlane.now());
            if (state == InvitationState.ACCEPTED) {
                throw new ProblemException(
                        ErrorCode.INVITATION_STATE_CONFLICT,
                        "the invitation has been accepted",
                        "Remove the member instead.");
            }
            if (state != InvitationState.REVOKED) {
                invitations.revoke(handle, id, controlPlane.now());
                outbox.withdraw(handle, id);
                audit(handle, by, "invitation.revoke", invitation, Map.of("revoked", true));
            }
        });
    }

    private Standing enter(Handle handle, Inviter by) {
        standings.lock(handle, by.tenant());
        return standings.require(handle, by.tenant(), by.userId(), Permissions.INVITATION_MANAGE);
    }

    private Invitation demand(Handle handle, Standing standing, String id) {
        return invitations
                .lock(handle, standing.tenant(), id)
                .filter(found -> sees(handle, standing, found))
                .orElseThrow(InvitationCare::notFound);
    }

    private boolean sees(Handle handle, Standing standing, Invitation invitation) {
        return standings.reaches(handle, standing, invitation.assignment().department());
    }

    private InvitationView view(Handle handle, Inviter by, String id) {
        return InvitationView.of(
                invitations.find(handle, by.tenant(), id).orElseThrow(), controlPlane.now());
    }

    private void audit(
            Handle handle,
            Inviter by,
            String action,
            Invitation invitation,
            @Nullable Object after) {
        audit.append(
                handle,
                new AuditEntry(
                        by.actor(),
                        by.tenant(),
                        action,
                        invitation.id(),
                        Audited.of(invitation),
                        after));
    }

    private static ProblemException notFound() {
        return new ProblemException(
                ErrorCode.INVITATION_NOT_FOUND,
                "there is no such invitation",
                "Compare with GET /api/v1/invitations.");
    }
}
