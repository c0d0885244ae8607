package io.tenantry.onboarding;

import io.tenantry.access.invitation.FirstInvitations;
import io.tenantry.access.invitation.FirstInvitee;
import io.tenantry.onboarding.Applicants.Applying;
import io.tenantry.onboarding.OnboardingAnswers.SignUpView;
import io.tenantry.onboarding.OnboardingRequests.OrganisationWish;
import io.tenantry.onboarding.OnboardingRequests.PlanOf;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.tenant.CreateTenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Fills sign-ups in: what is wanted, and who is to come in. */
@ApplicationScoped
class Filling {
    private final Applicants applicants;
    private final SignUpChanges changes;
    private final SignUpViews views;
    private final FirstInvitations invitations;
    private final Offer offer;
    private final ControlPlane controlPlane;

    Filling(
            Applicants applicants,
            SignUpChanges changes,
            SignUpViews views,
            FirstInvitations invitations,
            Offer offer,
            ControlPlane controlPlane) {
        this.applicants = applicants;
        this.changes = changes;
        this.views = views;
        this.invitations = invitations;
        this.offer = offer;
        this.controlPlane = controlPlane;
    }

    SignUpView read(Applying by) {
        return controlPlane.read(handle -> views.view(handle, applicants.demand(handle, by)));
    }

    /** Names the organisation, and holds its slug for a while. */
    SignUpView organisation(Applying by, OrganisationWish wish) {
        // The rules of tenants: what could not be made is refused here.
        CreateTenant tenant = new CreateTenant(wish.slug(), wish.name().strip(), null, null, null);
        return change(
                by,
                (handle, signUp) -> {
                    applicants.holdSlug(handle, signUp, tenant.slug());
                    changes.setOrganisation(
                            handle,
                            signUp.id(),
                            tenant.name(),
                            tenant.slug(),
                            wish.language() == null ? signUp.language().tag() : wish.language());
                });
    }

    SignUpView place(Applying by, PlanOf wish) {
        demandOffered("plan", wish.plan(), offer.plans());
        demandOffered("region", wish.region(), offer.regions());
        return change(
                by,
                (handle, signUp) ->
                        changes.setPlace(handle, signUp.id(), wish.plan(), wish.region()));
    }

    private static void demandOffered(String what, @Nullable String wanted, List<String> offered) {
        if (wanted != null && !offered.contains(wanted)) {
            throw new ProblemException(
                    ErrorCode.VALIDATION_FAILED,
                    what + " is not one of those that are offered",
                    "Compare with GET /api/v1/onboarding.",
                    null,
                    null,
                    List.of(
                            new Problem.Fault(
                                    "/" + what,
                                    null,
                                    "not_offered",
                                    "is none of those that are offered",
                                    null)));
        }
    }

    SignUpView departments(Applying by, List<@Nullable DepartmentWish> tree) {
        WishedDepartments departments = WishedDepartments.of(tree);
        return change(
                by, (handle, signUp) -> changes.setDepartments(handle, signUp.id(), departments));
    }

    /**
     * Lists those who are to be invited, in the place of those that were listed before.
     *
     * @param mediaType of the body: JSON, CSV or plain text
     */
    SignUpView people(Applying by, @Nullable String mediaType, String body) {
        return change(
                by,
                (handle, signUp) -> {
                    List<FirstInvitee> people =
                            body.isBlank()
                                    ? List.of()
                                    : invitations.demandGood(
                                            mediaType,
                                            body,
                                            offer.mostInvitations(),
                                            called ->
                                                    signUp.departments().find(called).isPresent());
                    changes.setPeople(handle, signUp.id(), people);
                });
    }

    private SignUpView change(Applying by, BiConsumer<Handle, SignUp> change) {
        SignUp after = applicants.change(by, change);
        return controlPlane.read(handle -> views.view(handle, after));
    }
}
