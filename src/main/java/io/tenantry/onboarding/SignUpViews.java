package io.tenantry.onboarding;

import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.onboarding.OnboardingAnswers.AdministratorView;
import io.tenantry.onboarding.OnboardingAnswers.InviteeView;
import io.tenantry.onboarding.OnboardingAnswers.OrganisationView;
import io.tenantry.onboarding.OnboardingAnswers.SignUpView;
import io.tenantry.onboarding.SignUp.Applicant;
import io.tenantry.onboarding.SignUp.Wanted;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sign-ups as whoever signs up sees them, and what is missing of one. */
@ApplicationScoped
class SignUpViews {
    private final Users users;
    private final Offer offer;
    private final ControlPlane controlPlane;

    SignUpViews(Users users, Offer offer, ControlPlane controlPlane) {
        this.users = users;
        this.offer = offer;
        this.controlPlane = controlPlane;
    }

    SignUpView view(Handle handle, SignUp signUp) {
        boolean editable = signUp.state().isEditable();
        return new SignUpView(
                signUp.id(),
                signUp.state().code(),
                signUp.language().tag(),
                organisation(signUp.wanted()),
                administrator(handle, signUp.applicant()),
                signUp.wanted().plan(),
                signUp.wanted().region(),
                signUp.departments().tree(),
                signUp.people().stream().map(InviteeView::of).toList(),
                editable ? missing(handle, signUp) : List.of(),
                signUp.making().reason(),
                signUp.making().failure(),
                signUp.making().tenant(),
                signUp.making().operation(),
                signUp.createdAt(),
                signUp.submittedAt(),
                editable ? signUp.expiresAt() : null);
    }

    private @Nullable OrganisationView organisation(Wanted wanted) {
        String name = wanted.name();
        String slug = wanted.slug();
        Instant held = wanted.heldUntil();
        return name == null || slug == null
                ? null
                : new OrganisationView(
                        name,
                        slug,
                        held == null || held.isBefore(controlPlane.now()) ? null : held);
    }

    private @Nullable AdministratorView administrator(Handle handle, Applicant applicant) {
        String email = applicant.email();
        String name = applicant.name();
        if (email == null || name == null) {
            return null;
        }
        boolean verified = applicant.verifiedAt() != null;
        Optional<User> account = account(handle, applicant);
        return new AdministratorView(
                email,
                name,
                verified,
                !verified ? null : account.isPresent() ? "existing" : "new",
                isReady(applicant, account));
    }

    /**
     * The account that somebody has who has shown that the address is theirs; empty if they have
     * none, or one without a password.
     */
    Optional<User> account(Handle handle, Applicant applicant) {
        String email = applicant.email();
        return email == null || applicant.verifiedAt() == null
                ? Optional.empty()
                : users.byEmail(handle, email).filter(user -> user.passwordHash() != null);
    }

    private static boolean isReady(Applicant applicant, Optional<User> account) {
        return account.isPresent()
                ? account.get().active() && account.get().id().equals(applicant.userId())
                : applicant.passwordHash() != null;
    }

    /** What has to be filled in before it can be submitted. */
    List<String> missing(Handle handle, SignUp signUp) {
        List<String> missing = new ArrayList<>();
        Wanted wanted = signUp.wanted();
        if (wanted.slug() == null) {
            missing.add("organisation");
        }
        missingOf(handle, signUp.applicant()).ifPresent(missing::add);
        String plan = wanted.plan();
        if (plan != null && !offer.plans().contains(plan)) {
            missing.add("plan");
        }
        String region = wanted.region();
        if (region == null ? !offer.regions().isEmpty() : !offer.regions().contains(region)) {
            missing.add("region");
        }
        boolean placed =
                signUp.people().stream()
                        .map(person -> person.department())
                        .allMatch(where ->
                                where == null || signUp.departments().find(where).isPresent());
        if (!placed) {
            missing.add("departments");
        }
        return missing;
    }

    private Optional<String> missingOf(Handle handle, Applicant applicant) {
        if (applicant.email() == null) {
            return Optional.of("administrator");
        }
        if (applicant.verifiedAt() == null) {
            return Optional.of("verification");
        }
        return isReady(applicant, account(handle, applicant))
                ? Optional.empty()
                : Optional.of("password");
    }

    /**
     * Demands that nothing is missing.
     *
     * @throws ProblemException {@code sign_up_incomplete}
     */
    void demandComplete(Handle handle, SignUp signUp) {
        List<String> missing = missing(handle, signUp);
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.SIGN_UP_INCOMPLETE,
                    "the sign-up lacks " + String.join(", ", missing),
                    "Fill in what errors names.",
                    null,
                    null,
                    missing.stream()
                            .map(each ->
                                    new Problem.Fault(null, null, each, each + " is missing", null))
                            .toList());
        }
    }
}
