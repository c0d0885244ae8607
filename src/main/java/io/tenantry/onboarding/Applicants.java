package io.tenantry.onboarding;

import io.tenantry.access.OneTimeSecret;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the sign-up of whoever shows its secret; to anybody else there is none. */
@ApplicationScoped
class Applicants {
    private static final KeptHash NOBODYS = new KeptHash(new byte[32]);

    private final SignUps signUps;
    private final SignUpChanges changes;
    private final Slugs slugs;
    private final Offer offer;
    private final ControlPlane controlPlane;

    Applicants(
            SignUps signUps,
            SignUpChanges changes,
            Slugs slugs,
            Offer offer,
            ControlPlane controlPlane) {
        this.signUps = signUps;
        this.changes = changes;
        this.slugs = slugs;
        this.offer = offer;
        this.controlPlane = controlPlane;
    }

    /**
     * Somebody at work on a sign-up.
     *
     * @param secret as they sent it, or null
     * @param address where they call from
     * @param userId theirs if they are signed in, or null
     */
    record Applying(String id, @Nullable String secret, String address, @Nullable String userId) {
        @Override
        public String toString() {
            return "Applying[" + id + "]";
        }
    }

    /**
     * The sign-up as it is.
     *
     * @throws ProblemException {@code sign_up_not_found} or {@code sign_up_expired}
     */
    SignUp demand(Handle handle, Applying by) {
        return demand(signUps.find(handle, by.id()), by);
    }

    /** The same, which nobody else changes until the transaction ends. */
    SignUp lock(Handle handle, Applying by) {
        return demand(signUps.lock(handle, by.id()), by);
    }

    private SignUp demand(Optional<SignUp> found, Applying by) {
        String secret = by.secret() == null ? "" : by.secret();
        KeptHash kept = found.map(each -> each.keys().secret()).orElse(NOBODYS);
        if (!kept.isOf(OneTimeSecret.hashOfToken(secret)) || found.isEmpty()) {
            throw notFound();
        }
        SignUp signUp = found.get();
        if (signUp.isExpired(controlPlane.now())) {
            throw expired();
        }
        return signUp;
    }

    /**
     * Changes a sign-up that is being filled in; one that was rejected or undone is open again.
     *
     * @return the sign-up afterwards
     * @throws ProblemException as {@link #demand} does, or {@code sign_up_state_conflict}, or what
     *     the change throws
     */
    SignUp change(Applying by, BiConsumer<Handle, SignUp> change) {
        return controlPlane.inTransaction(handle -> {
            SignUp signUp = lock(handle, by);
            demandEditable(signUp);
            reopen(handle, signUp);
            change.accept(handle, signUp);
            return signUps.find(handle, signUp.id()).orElseThrow();
        });
    }

    /** Its slug is held, and it is kept, from now on. */
    void reopen(Handle handle, SignUp signUp) {
        var now = controlPlane.now();
        changes.reopen(handle, signUp.id(), now, now.plus(offer.hold()), offer.expiry(signUp, now));
    }

    /** Holds the slug that it wants, which may have been let go meanwhile. */
    void holdSlug(Handle handle, SignUp signUp, String slug) {
        var now = controlPlane.now();
        slugs.hold(handle, signUp.id(), slug, now, now.plus(offer.hold()));
    }

    static void demandEditable(SignUp signUp) {
        if (!signUp.state().isEditable()) {
            throw conflict(signUp);
        }
    }

    static ProblemException conflict(SignUp signUp) {
        return new ProblemException(
                ErrorCode.SIGN_UP_STATE_CONFLICT,
                "the sign-up is " + signUp.state().code(),
                "Read it, and decide anew.");
    }

    static ProblemException notFound() {
        return new ProblemException(
                ErrorCode.SIGN_UP_NOT_FOUND,
                "there is no such sign-up, or its secret is another",
                "If you went on by the link of the mail, go on there; else begin anew.");
    }

    static ProblemException expired() {
        return new ProblemException(
                ErrorCode.SIGN_UP_EXPIRED,
                "the sign-up was not finished in time",
                "Begin another one.");
    }
}
