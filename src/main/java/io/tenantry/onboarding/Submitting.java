package io.tenantry.onboarding;

import io.tenantry.onboarding.Applicants.Applying;
import io.tenantry.onboarding.OnboardingAnswers.SignUpView;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Hands sign-ups in, and lets whoever did follow what comes of them. */
@ApplicationScoped
class Submitting {
    private static final Duration DAY = Duration.ofDays(1);

    private final Applicants applicants;
    private final SignUps signUps;
    private final SignUpChanges changes;
    private final SignUpViews views;
    private final Founding founding;
    private final Notices notices;
    private final Offer offer;
    private final Operations operations;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Submitting(
            Applicants applicants,
            SignUps signUps,
            SignUpChanges changes,
            SignUpViews views,
            Founding founding,
            Notices notices,
            Offer offer,
            Operations operations,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.applicants = applicants;
        this.signUps = signUps;
        this.changes = changes;
        this.views = views;
        this.founding = founding;
        this.notices = notices;
        this.offer = offer;
        this.operations = operations;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /**
     * Hands a sign-up in. One that was handed in is answered as it is: however often this is
     * called, and by how many at once, one tenant comes of it.
     *
     * @throws ProblemException {@code onboarding_off}, {@code sign_up_incomplete}, {@code
     *     slug_taken}, {@code no_server_available} or {@code too_many_attempts}
     */
    SignUpView submit(Applying by) {
        return controlPlane.inTransaction(handle -> {
            SignUp signUp = applicants.lock(handle, by);
            if (signUp.state().isEditable()) {
                submit(handle, signUp, by);
            }
            return views.view(handle, signUps.find(handle, by.id()).orElseThrow());
        });
    }

    private void submit(Handle handle, SignUp signUp, Applying by) {
        offer.demandOn();
        views.demandComplete(handle, signUp);
        applicants.reopen(handle, signUp);
        applicants.holdSlug(handle, signUp, String.valueOf(signUp.wanted().slug()));
        Actor actor = actor(by);
        if (offer.mode() == Mode.APPROVAL) {
            changes.waiting(handle, signUp.id(), controlPlane.now());
            notices.waits(handle, signUp);
        } else {
            demandFew(handle, String.valueOf(signUp.applicant().email()));
            founding.foundForStranger(handle, signUp, actor);
        }
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        tenantOf(handle, signUp),
                        "sign-up.submit",
                        signUp.id(),
                        null,
                        Map.of(
                                "slug", String.valueOf(signUp.wanted().slug()),
                                "mode", offer.mode().code())));
    }

    /** One mailbox is not to fill the servers. */
    private void demandFew(Handle handle, String email) {
        int handedIn = signUps.countSubmitted(handle, email, controlPlane.now().minus(DAY));
        if (handedIn >= offer.perPerson()) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "%d organisations were signed up with this address within a day"
                            .formatted(handedIn),
                    "Submit it again tomorrow; what you have filled in is kept.",
                    DAY,
                    null);
        }
    }

    private @Nullable TenantId tenantOf(Handle handle, SignUp signUp) {
        String tenant = signUps.find(handle, signUp.id()).orElseThrow().making().tenant();
        return tenant == null ? null : new TenantId(tenant);
    }

    /**
     * Has what stopped go on: an operation that failed half-way, or a new one where nothing is left
     * of the former.
     *
     * @throws ProblemException {@code operation_not_retryable}, or as {@link #submit} does
     */
    SignUpView retry(Applying by) {
        SignUp signUp = controlPlane.read(handle -> applicants.demand(handle, by));
        switch (signUp.state()) {
            case UNDONE -> submit(by);
            case FAILED -> operations.retry(operationOf(signUp), actor(by));
            default ->
                    throw new ProblemException(
                            ErrorCode.OPERATION_NOT_RETRYABLE,
                            "the sign-up is %s; there is nothing to try again"
                                    .formatted(signUp.state().code()),
                            "Read the sign-up, and decide anew.");
        }
        return controlPlane.read(handle -> views.view(handle, applicants.demand(handle, by)));
    }

    /** The operation that makes the tenant. */
    Operation operation(Applying by) {
        return operations.find(demandOperation(by)).orElseThrow(Submitting::noOperation);
    }

    /**
     * Its id.
     *
     * @throws ProblemException {@code operation_not_found} if nothing was submitted yet
     */
    OperationId demandOperation(Applying by) {
        return operationOf(controlPlane.read(handle -> applicants.demand(handle, by)));
    }

    private static OperationId operationOf(SignUp signUp) {
        String operation = signUp.making().operation();
        if (operation == null) {
            throw noOperation();
        }
        return new OperationId(operation);
    }

    private static ProblemException noOperation() {
        return new ProblemException(
                ErrorCode.OPERATION_NOT_FOUND,
                "no tenant is being made of this sign-up yet",
                "Submit it first; where sign-ups are approved, wait for that.");
    }

    private static Actor actor(Applying by) {
        return new Actor("sign-up:" + by.id(), by.address());
    }
}
