package io.tenantry.onboarding;

import io.tenantry.access.Caller;
import io.tenantry.onboarding.OnboardingAnswers.ApprovedView;
import io.tenantry.onboarding.OnboardingAnswers.PlatformSignUpView;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.TenantCreation;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.AcceptedOperations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Decides on sign-ups that wait, for platform administrators. */
@ApplicationScoped
class Deciding {
    private final SignUps signUps;
    private final SignUpChanges changes;
    private final Founding founding;
    private final Notices notices;
    private final Offer offer;
    private final Idempotency idempotency;
    private final AcceptedOperations accepted;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Deciding(
            SignUps signUps,
            SignUpChanges changes,
            Founding founding,
            Notices notices,
            Offer offer,
            Idempotency idempotency,
            AcceptedOperations accepted,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.signUps = signUps;
        this.changes = changes;
        this.founding = founding;
        this.notices = notices;
        this.offer = offer;
        this.idempotency = idempotency;
        this.accepted = accepted;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    Page<PlatformSignUpView> list(@Nullable SignUpState state, PageRequest page) {
        return controlPlane.read(handle ->
                Page.of(
                        signUps.list(handle, state, page.after(), page.limit() + 1),
                        page,
                        SignUp::id,
                        PlatformSignUpView::of));
    }

    PlatformSignUpView read(String id) {
        return controlPlane
                .read(handle -> signUps.find(handle, id))
                .map(PlatformSignUpView::of)
                .orElseThrow(Deciding::notFound);
    }

    /**
     * Has the tenant made.
     *
     * @throws ProblemException {@code sign_up_not_found} or {@code sign_up_state_conflict}
     * @throws io.tenantry.provisioning.ProvisioningException as for other tenants
     */
    Answer approve(Caller by, String id, @Nullable String key) {
        return idempotency.inControlPlane(
                idempotency.call(by.userId(), "approve_sign_up", key, Map.of("signUp", id)),
                handle -> approve(handle, by, id));
    }

    private Answer approve(Handle handle, Caller by, String id) {
        SignUp signUp = demandWaiting(handle, id);
        RequestedTenant requested = founding.found(handle, signUp, by.actor());
        changes.decidedBy(handle, id, by.userId());
        notices.approved(handle, signUp);
        audit(handle, by, "sign-up.approve", signUp, requested.tenant().id(), null);
        PlatformSignUpView view = PlatformSignUpView.of(signUps.find(handle, id).orElseThrow());
        return accepted.answer(
                TenantCreation.NAME,
                requested.operation(),
                requested.tenant().id(),
                operation -> new ApprovedView(view, operation));
    }

    /** Says no; whoever signed up reads why, and may change what they have filled in. */
    PlatformSignUpView reject(Caller by, String id, String reason) {
        return controlPlane.inTransaction(handle -> {
            SignUp signUp = demandWaiting(handle, id);
            Instant now = controlPlane.now();
            changes.rejected(handle, id, reason.strip(), now, offer.expiryOfVerified(now));
            changes.decidedBy(handle, id, by.userId());
            notices.rejected(handle, signUp, reason.strip());
            audit(handle, by, "sign-up.reject", signUp, null, reason.strip());
            return PlatformSignUpView.of(signUps.find(handle, id).orElseThrow());
        });
    }

    private SignUp demandWaiting(Handle handle, String id) {
        SignUp signUp = signUps.lock(handle, id).orElseThrow(Deciding::notFound);
        if (signUp.state() != SignUpState.WAITING) {
            throw Applicants.conflict(signUp);
        }
        return signUp;
    }

    private void audit(
            Handle handle,
            Caller by,
            String action,
            SignUp signUp,
            @Nullable TenantId tenant,
            @Nullable String reason) {
        String slug = String.valueOf(signUp.wanted().slug());
        audit.append(
                handle,
                new AuditEntry(
                        by.actor(),
                        tenant,
                        action,
                        signUp.id(),
                        null,
                        reason == null
                                ? Map.of("slug", slug)
                                : Map.of("slug", slug, "reason", reason)));
    }

    private static ProblemException notFound() {
        return new ProblemException(
                ErrorCode.SIGN_UP_NOT_FOUND,
                "there is no sign-up of this id",
                "Compare with GET /api/v1/platform/sign-ups.");
    }
}
