package io.tenantry.onboarding;

import io.tenantry.access.OneTimeSecret;
import io.tenantry.access.Sha256;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.user.Email;
import io.tenantry.onboarding.Applicants.Applying;
import io.tenantry.onboarding.OnboardingAnswers.SignUpView;
import io.tenantry.onboarding.OnboardingRequests.AdministratorOf;
import io.tenantry.onboarding.SignUp.Keys;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Has an administrator-to-be show that the address is theirs. Until then nothing is looked up for
 * it.
 */
@ApplicationScoped
class Verifying {
    /** How long a code is good. */
    static final Duration LIFETIME = Duration.ofMinutes(30);

    /** Of eight digits, of which nobody tries more than five: 1 in 20 million for each mail. */
    private static final int MOST_ATTEMPTS = 5;

    private static final int CODES = 100_000_000;
    private static final int MOST_MAILS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Applicants applicants;
    private final SignUpChanges changes;
    private final SignUpViews views;
    private final Notices notices;
    private final Throttle mails;
    private final Offer offer;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Verifying(
            Applicants applicants,
            SignUpChanges changes,
            SignUpViews views,
            Notices notices,
            Throttles throttles,
            Offer offer,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.applicants = applicants;
        this.changes = changes;
        this.views = views;
        this.notices = notices;
        this.mails = throttles.ofMails("sign-up-mail", MOST_MAILS);
        this.offer = offer;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /** Names the administrator; another address is sent a code. */
    SignUpView administrator(Applying by, AdministratorOf wish) {
        if (!Email.isWellFormed(wish.email())) {
            throw new ProblemException(
                    ErrorCode.VALIDATION_FAILED,
                    "email is not an address that mail can be sent to",
                    "Write it as in grace@acme.example.");
        }
        String email = Email.normal(wish.email());
        SignUp after =
                applicants.change(
                        by,
                        (handle, signUp) -> {
                            if (email.equals(signUp.applicant().email())) {
                                changes.rename(handle, signUp.id(), wish.name().strip());
                            } else {
                                changes.setApplicant(
                                        handle, signUp.id(), email, wish.name().strip());
                                send(handle, signUp, email, by.address());
                            }
                        });
        return view(after);
    }

    /** Sends another code; the one before, and its link, are void. */
    SignUpView again(Applying by) {
        return view(
                applicants.change(
                        by,
                        (handle, signUp) -> {
                            String email = signUp.applicant().email();
                            if (email == null || signUp.applicant().verifiedAt() != null) {
                                throw new ProblemException(
                                        ErrorCode.SIGN_UP_STATE_CONFLICT,
                                        email == null
                                                ? "nobody is named yet to whom a code could be sent"
                                                : "the address has been shown",
                                        "Read the sign-up, and decide anew.");
                            }
                            send(handle, signUp, email, by.address());
                        }));
    }

    /** Each mail counts, whatever comes of it: nobody's mailbox is to be filled. */
    private void send(Handle handle, SignUp signUp, String email, String address) {
        mails.admit(email, address);
        String code = "%08d".formatted(RANDOM.nextInt(CODES));
        String link = OneTimeSecret.token();
        changes.setCode(
                handle,
                signUp.id(),
                hash(signUp.id(), code),
                link,
                controlPlane.now().plus(LIFETIME));
        notices.code(handle, signUp, email, code, link);
    }

    /**
     * Takes the digits of the mail.
     *
     * @throws ProblemException {@code verification_code_wrong} or {@code verification_code_expired}
     */
    SignUpView verify(Applying by, String typed) {
        // A wrong code is an outcome of the transaction: as an exception it would not be counted.
        Optional<ProblemException> refusal =
                controlPlane.inTransaction(handle -> {
                    SignUp signUp = applicants.lock(handle, by);
                    return signUp.applicant().verifiedAt() == null
                            ? verify(handle, signUp, typed, by.address())
                            : Optional.empty();
                });
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return controlPlane.read(handle -> views.view(handle, applicants.demand(handle, by)));
    }

    private Optional<ProblemException> verify(
            Handle handle, SignUp signUp, String typed, String address) {
        KeptHash code = signUp.keys().code();
        if (code == null || isOver(signUp.keys())) {
            return Optional.of(codeExpired());
        }
        String digits = typed.replaceAll("[\\s-]+", "");
        if (code.isOf(hash(signUp.id(), digits))) {
            Instant now = controlPlane.now();
            changes.verify(handle, signUp.id(), now, offer.expiryOfVerified(now));
            return Optional.empty();
        }
        changes.countAttempt(handle, signUp.id());
        audit.append(
                handle,
                new AuditEntry(
                        new Actor("anonymous", address),
                        null,
                        "sign-up.code-failed",
                        signUp.id(),
                        null,
                        null));
        return Optional.of(
                new ProblemException(
                        ErrorCode.VERIFICATION_CODE_WRONG,
                        "this is not the code of the newest mail",
                        "Check it and try again; after %d wrong ones ask for another."
                                .formatted(MOST_ATTEMPTS)));
    }

    private boolean isOver(Keys keys) {
        Instant end = keys.codeExpiresAt();
        return end == null
                || !end.isAfter(controlPlane.now())
                || keys.codeAttempts() >= MOST_ATTEMPTS;
    }

    private static byte[] hash(String signUp, String code) {
        return Sha256.of(signUp + " " + code);
    }

    private static ProblemException codeExpired() {
        return new ProblemException(
                ErrorCode.VERIFICATION_CODE_EXPIRED,
                "there is no code that is good any more",
                "Ask for another one.");
    }

    private SignUpView view(SignUp signUp) {
        return controlPlane.read(handle -> views.view(handle, signUp));
    }
}
