package io.tenantry.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.access.OneTimeSecret;
import io.tenantry.access.mail.Language;
import io.tenantry.access.throttle.Allowance;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.onboarding.OnboardingAnswers.BegunView;
import io.tenantry.onboarding.OnboardingAnswers.ResumedView;
import io.tenantry.onboarding.OnboardingAnswers.SlugView;
import io.tenantry.onboarding.OnboardingRequests.Begin;
import io.tenantry.problem.Answer;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.Signatures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Begins sign-ups, and has them be gone on with elsewhere. */
@ApplicationScoped
class Beginning {
    private static final String CALL = "begin_sign_up";
    private static final String PATH = "/api/v1/onboarding/";
    private static final int CREATED = 201;
    private static final int MOST_GUESSES = 10;
    private static final int MOST_CHECKS_OF_ALL = 100_000;
    private static final int SHORTEST_KEY = 16;
    private static final Duration BUSY = Duration.ofMinutes(10);

    private final SignUps signUps;
    private final SignUpChanges changes;
    private final Applicants applicants;
    private final SignUpViews views;
    private final Slugs slugs;
    private final Offer offer;
    private final Idempotency idempotency;
    private final ObjectMapper json;
    private final Signatures signatures;
    private final Allowance begins;
    private final Allowance checks;
    private final Throttle guesses;
    private final ControlPlane controlPlane;

    Beginning(
            SignUps signUps,
            SignUpChanges changes,
            Applicants applicants,
            SignUpViews views,
            Slugs slugs,
            Offer offer,
            Idempotency idempotency,
            ObjectMapper json,
            SecretBox secrets,
            Throttles throttles,
            OnboardingConfig config,
            ControlPlane controlPlane) {
        this.signUps = signUps;
        this.changes = changes;
        this.applicants = applicants;
        this.views = views;
        this.slugs = slugs;
        this.offer = offer;
        this.idempotency = idempotency;
        this.json = json;
        this.signatures = secrets.signatures("secrets of sign-ups");
        this.begins =
                throttles.allowance(
                        "sign-up",
                        new Allowance.Limits(
                                config.perAddress(), config.perHour(), Duration.ofHours(1)));
        this.checks =
                throttles.allowance(
                        "slug-check",
                        new Allowance.Limits(
                                config.slugChecks(), MOST_CHECKS_OF_ALL, Duration.ofMinutes(1)));
        this.guesses = throttles.of("sign-up-link", MOST_GUESSES);
        this.controlPlane = controlPlane;
    }

    /** Whether a slug can be had; by the sign-up that asks, if it shows its secret. */
    SlugView slug(String slug, Applicants.@Nullable Applying by, String address) {
        checks.admit(address);
        offer.demandOn();
        return controlPlane.read(handle -> {
            String own = by == null ? null : applicants.demand(handle, by).id();
            return SlugView.of(slug, slugs.check(handle, slug, own, controlPlane.now()));
        });
    }

    /**
     * Begins one. What is kept for the idempotency key has no secret in it: the secret is made of
     * the key, so that a repeated call from the same address gets the same.
     *
     * @throws ProblemException {@code onboarding_off}, {@code too_many_attempts} or {@code
     *     service_busy}
     */
    Answer begin(Begin wish, Language language, @Nullable String key, String address) {
        offer.demandOn();
        demandRandom(key);
        begins.admit(address);
        AtomicReference<@Nullable String> fresh = new AtomicReference<>();
        Answer kept =
                idempotency.inControlPlane(
                        idempotency.call("anonymous " + address, CALL, key, wish),
                        handle -> {
                            String id = Ulid.at(controlPlane.now());
                            String secret = secret(id, key);
                            fresh.set(secret);
                            return answer(begin(handle, id, secret, language));
                        });
        BegunView begun = read(kept);
        String secret = key == null ? fresh.get() : secret(begun.id(), key);
        return answer(new BegunView(begun.id(), secret, begun.expiresAt()));
    }

    /** Whoever guesses a key, at the same address, would learn a secret. */
    private static void demandRandom(@Nullable String key) {
        if (key != null && key.length() < SHORTEST_KEY) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_MALFORMED,
                    "the idempotency key of this call has %d characters or more"
                            .formatted(SHORTEST_KEY),
                    "Send a fresh UUID for each new request.");
        }
    }

    private BegunView begin(Handle handle, String id, String secret, Language language) {
        Instant now = controlPlane.now();
        if (signUps.countUnfinished(handle, now) >= offer.mostUnfinished()) {
            throw new ProblemException(
                    ErrorCode.SERVICE_BUSY,
                    "too many sign-ups are unfinished",
                    "Try again after the time in the Retry-After header.",
                    BUSY,
                    null);
        }
        Instant expiresAt = offer.firstExpiry(now);
        signUps.insert(handle, id, secret, language, now, expiresAt);
        return new BegunView(id, null, expiresAt);
    }

    private String secret(String id, @Nullable String key) {
        return key == null
                ? OneTimeSecret.token()
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(signatures.sign(id + " " + key));
    }

    private Answer answer(BegunView begun) {
        return idempotency.answer(CREATED, PATH + begun.id(), begun);
    }

    private BegunView read(Answer kept) {
        try {
            return json.readValue(kept.json(), BegunView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is not what was written", e);
        }
    }

    /**
     * Goes on with a sign-up by the link of the mail, which shows that the address is theirs who
     * do. The secret before is void.
     *
     * @throws ProblemException {@code link_invalid}, {@code sign_up_expired} or {@code
     *     too_many_attempts}
     */
    ResumedView resume(String token, String address) {
        guesses.admit(token, address);
        ResumedView resumed =
                controlPlane.inTransaction(handle -> {
                    SignUp signUp =
                            signUps.byLink(handle, token)
                                    .flatMap(found -> signUps.lock(handle, found.id()))
                                    .orElseThrow(Beginning::invalid);
                    Instant now = controlPlane.now();
                    if (signUp.isExpired(now)) {
                        throw Applicants.expired();
                    }
                    String secret = OneTimeSecret.token();
                    changes.takeOver(handle, signUp.id(), secret);
                    changes.verify(handle, signUp.id(), now, offer.expiryOfVerified(now));
                    return new ResumedView(
                            secret,
                            views.view(handle, signUps.find(handle, signUp.id()).orElseThrow()));
                });
        guesses.forgive(token, address);
        return resumed;
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.LINK_INVALID,
                "the link is not one of this service, or a newer mail made it void",
                "Copy the whole link of the newest mail, or begin anew.");
    }
}
