package io.tenantry.access.invitation;

import io.tenantry.access.invitation.InvitationMessages.CodeView;
import io.tenantry.access.invitation.InvitationMessages.InvitationView;
import io.tenantry.access.invitation.InvitationMessages.InvitedMany;
import io.tenantry.access.invitation.InvitationMessages.NewCode;
import io.tenantry.access.invitation.InvitationMessages.NewInvitation;
import io.tenantry.access.invitation.Invitations.Secured;
import io.tenantry.access.invitation.Inviting.Terms;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Email;
import io.tenantry.access.user.Granting;
import io.tenantry.access.user.Standing;
import io.tenantry.problem.Answer;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The calls that make invitations: each in one transaction, and once for each idempotency key. */
@ApplicationScoped
class InvitationCalls {
    static final String PATH = "/api/v1/invitations/";
    private static final int CREATED = 201;

    private final Inviting inviting;
    private final Invitations invitations;
    private final InviteeList lists;
    private final Granting granting;
    private final Idempotency idempotency;
    private final AuditLog audit;
    private final ControlPlane controlPlane;
    private final InvitationConfig config;

    InvitationCalls(
            Inviting inviting,
            Invitations invitations,
            InviteeList lists,
            Granting granting,
            Idempotency idempotency,
            AuditLog audit,
            ControlPlane controlPlane,
            InvitationConfig config) {
        this.inviting = inviting;
        this.invitations = invitations;
        this.lists = lists;
        this.granting = granting;
        this.idempotency = idempotency;
        this.audit = audit;
        this.controlPlane = controlPlane;
        this.config = config;
    }

    Answer create(Inviter by, NewInvitation wish, @Nullable String key) {
        return once(by, "create_invitation", key, wish, handle -> create(handle, by, wish));
    }

    private Answer create(Handle handle, Inviter by, NewInvitation wish) {
        Standing standing = inviting.enter(handle, by);
        Assignment assignment = new Assignment(wish.role(), wish.department());
        granting.demand(handle, standing, assignment);
        String email = demandAddress(wish.email());
        demandNew(handle, by, email);
        Invitation made =
                inviting.invite(
                                handle,
                                by,
                                List.of(new Invitee(email, wish.name(), assignment)),
                                terms(wish.language(), wish.expiresInDays()))
                        .getFirst();
        audit(handle, by, "invitation.create", made);
        return idempotency.answer(CREATED, PATH + made.id(), view(made));
    }

    private static String demandAddress(String typed) {
        if (!Email.isWellFormed(typed)) {
            throw new ProblemException(
                    ErrorCode.VALIDATION_FAILED,
                    "email is not an address that mail can be sent to",
                    "Write it as in grace@acme.example.");
        }
        return Email.normal(typed);
    }

    private void demandNew(Handle handle, Inviter by, String email) {
        if (invitations.memberAddresses(handle, by.tenant()).contains(email)) {
            throw new ProblemException(
                    ErrorCode.ALREADY_MEMBER,
                    "whoever has this address belongs to the organisation already",
                    "Look for them among the members.");
        }
        if (invitations.openAddresses(handle, by.tenant(), controlPlane.now()).contains(email)) {
            throw new ProblemException(
                    ErrorCode.ALREADY_INVITED,
                    "this address has an open invitation",
                    "Send that one again, or revoke it first.");
        }
    }

    Answer createMany(Inviter by, InviteeList.Source source, Terms terms, @Nullable String key) {
        return once(
                by,
                "create_invitations",
                key,
                Map.of("list", source, "terms", terms),
                handle -> createMany(handle, by, source, terms));
    }

    private Answer createMany(Handle handle, Inviter by, InviteeList.Source source, Terms terms) {
        Standing standing = inviting.enter(handle, by);
        List<Invitee> invitees = lists.demandGood(handle, standing, source);
        inviting.invite(handle, by, invitees, terms);
        audit.append(
                handle,
                new AuditEntry(
                        by.actor(),
                        by.tenant(),
                        "invitation.create-many",
                        null,
                        null,
                        Map.of("invited", invitees.size())));
        return idempotency.answer(CREATED, null, new InvitedMany(invitees.size()));
    }

    /** The code itself is no part of what is kept for a repeated call. */
    Answer createCode(Inviter by, NewCode wish, @Nullable String key) {
        AtomicReference<@Nullable Secured> made = new AtomicReference<>();
        Answer kept =
                once(
                        by,
                        "create_invitation_code",
                        key,
                        wish,
                        handle -> {
                            made.set(createCode(handle, by, wish));
                            return answer(made.get(), false);
                        });
        Secured now = made.get();
        return now == null ? kept : answer(now, true);
    }

    private Secured createCode(Handle handle, Inviter by, NewCode wish) {
        Standing standing = inviting.enter(handle, by);
        Assignment assignment = new Assignment(wish.role(), wish.department());
        granting.demand(handle, standing, assignment);
        Secured made =
                inviting.code(
                        handle, by, assignment, wish.uses(), terms(null, wish.expiresInDays()));
        audit(handle, by, "invitation.create-code", made.invitation());
        return made;
    }

    private Answer answer(@Nullable Secured made, boolean withCode) {
        Invitation invitation = Optional.ofNullable(made).orElseThrow().invitation();
        return idempotency.answer(
                CREATED,
                PATH + invitation.id(),
                new CodeView(
                        withCode && made != null ? made.secret().text() : null, view(invitation)));
    }

    Terms terms(@Nullable String language, @Nullable Integer days) {
        return new Terms(language, days == null ? config.days() : days);
    }

    private Answer once(
            Inviter by,
            String call,
            @Nullable String key,
            Object request,
            Function<Handle, Answer> effect) {
        return idempotency.inControlPlane(
                idempotency.call(
                        by.userId(),
                        call,
                        key,
                        Map.of("tenant", by.tenant().value(), "request", request)),
                effect);
    }

    private void audit(Handle handle, Inviter by, String action, Invitation made) {
        audit.append(
                handle,
                new AuditEntry(by.actor(), by.tenant(), action, made.id(), null, Audited.of(made)));
    }

    private InvitationView view(Invitation invitation) {
        return InvitationView.of(invitation, controlPlane.now());
    }

    /** What the audit log says of an invitation: it outlives tenants, so no addresses. */
    record Audited(String role, @Nullable String department, int mostUses) {
        static Audited of(Invitation invitation) {
            return new Audited(
                    invitation.assignment().role(),
                    invitation.assignment().department(),
                    invitation.mostUses());
        }
    }
}
