package io.tenantry.onboarding;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What strangers are offered. */
@Singleton
class Offer {
    private final OnboardingConfig config;

    Offer(OnboardingConfig config) {
        this.config = config;
    }

    Mode mode() {
        return config.mode();
    }

    List<String> plans() {
        return config.plans().orElse(List.of());
    }

    List<String> regions() {
        return config.regions().orElse(List.of());
    }

    int mostUnfinished() {
        return config.mostUnfinished();
    }

    int perPerson() {
        return config.perPerson();
    }

    int mostInvitations() {
        return config.invitations();
    }

    Duration hold() {
        return config.holdSlug();
    }

    /** When a sign-up is forgotten that changes now. */
    Instant expiry(SignUp signUp, Instant now) {
        return signUp.applicant().verifiedAt() == null
                ? firstExpiry(signUp.createdAt())
                : expiryOfVerified(now);
    }

    Instant expiryOfVerified(Instant now) {
        return now.plus(config.expiry());
    }

    Instant firstExpiry(Instant begun) {
        return begun.plus(config.unverified());
    }

    /**
     * Demands that sign-ups are taken.
     *
     * @throws ProblemException {@code onboarding_off}
     */
    void demandOn() {
        if (mode() == Mode.OFF) {
            throw new ProblemException(
                    ErrorCode.ONBOARDING_OFF,
                    "organisations do not sign up by themselves here",
                    "Ask whoever runs this service for an organisation.");
        }
    }
}
