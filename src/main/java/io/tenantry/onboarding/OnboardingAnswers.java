package io.tenantry.onboarding;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.access.invitation.FirstInvitee;
import io.tenantry.tenants.TenantAnswers.OperationView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this room answer. */
final class OnboardingAnswers {
    private static final String STATES =
            "waiting: for a platform administrator; failed: a retry has it go on; undone: nothing is left,"
                    + " and it can be submitted again";

    private OnboardingAnswers() {}

    /** What is offered. */
    @Schema(name = "OnboardingOffer")
    record OfferView(
            @Schema(
                            description =
                                    "`open`, `approval` (by a platform administrator) or `off`",
                            enumeration = {"open", "approval", "off"},
                            examples = "open")
                    String mode,
            @Schema(
                            description = "Plans to choose from, the first one if nobody does",
                            examples = "[\"standard\"]")
                    List<String> plans,
            @Schema(description = "Regions to choose from", examples = "[\"eu\",\"cn\"]")
                    List<String> regions,
            @Schema(description = "Of mails", examples = "[\"en\",\"zh-CN\"]")
                    List<String> languages,
            @Schema(description = "How many people a sign-up may invite", examples = "50")
                    int mostInvitations,
            @Schema(description = "How many departments it may begin with", examples = "100")
                    int mostDepartments) {}

    /** Whether a slug can be had. */
    @Schema(name = "SlugCheck")
    record SlugView(
            @Schema(examples = "acme") String slug,
            @Schema(
                            enumeration = {"free", "taken", "reserved", "malformed"},
                            examples = "taken")
                    String state,
            @Schema(description = "Others that are free", examples = "[\"acme-team\"]")
                    List<String> suggestions) {
        static SlugView of(String slug, Slugs.Check check) {
            return new SlugView(
                    slug, check.verdict().name().toLowerCase(Locale.ROOT), check.suggestions());
        }
    }

    /**
     * A sign-up that has begun.
     *
     * @param secret null in what is kept of the answer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SignUpBegun")
    record BegunView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(description = "Send it as Onboarding-Secret with every call; it is shown once")
                    @Nullable String secret,
            @Schema(description = "Until when the address has to be shown") Instant expiresAt) {
        @Override
        public String toString() {
            return "BegunView[" + id + "]";
        }
    }

    /** A sign-up that is gone on with, and its new secret. */
    @Schema(name = "SignUpResumed")
    record ResumedView(
            @Schema(description = "In the place of the one before, which is void") String secret,
            SignUpView signUp) {
        @Override
        public String toString() {
            return "ResumedView[" + signUp.id() + "]";
        }
    }

    /**
     * A sign-up as whoever signs up sees it.
     *
     * @param missing what has to be filled in before it can be submitted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SignUp")
    record SignUpView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(
                            description = STATES,
                            enumeration = {
                                "open",
                                "waiting",
                                "rejected",
                                "provisioning",
                                "failed",
                                "undone",
                                "done"
                            },
                            examples = "open")
                    String state,
            @Schema(examples = "en") String language,
            @Nullable OrganisationView organisation,
            @Nullable AdministratorView administrator,
            @Schema(examples = "standard") @Nullable String plan,
            @Schema(examples = "eu") @Nullable String region,
            List<DepartmentWish> departments,
            List<InviteeView> invitations,
            @Schema(
                            description =
                                    "organisation, administrator, verification, password, plan, region,"
                                            + " departments (of invitations), slug",
                            examples = "[\"verification\",\"password\"]")
                    List<String> missing,
            @Schema(description = "Why it was rejected") @Nullable String reason,
            @Schema(description = "What the making failed of", examples = "server_unreachable")
                    @Nullable String failure,
            @Schema(description = "The tenant that is made of it") @Nullable String tenant,
            @Schema(description = "The operation that makes it") @Nullable String operation,
            Instant createdAt,
            @Nullable Instant submittedAt,
            @Schema(description = "When it is forgotten, unless somebody goes on with it")
                    @Nullable Instant expiresAt) {}

    /** What the organisation is called. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SignUpOrganisationView")
    record OrganisationView(
            @Schema(examples = "Acme Fashion Ltd") String name,
            @Schema(examples = "acme") String slug,
            @Schema(description = "Until when the slug is kept for this sign-up")
                    @Nullable Instant heldUntil) {}

    /**
     * Who is to run it.
     *
     * @param account shown only to whoever has shown that the address is theirs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SignUpAdministratorView")
    record AdministratorView(
            @Schema(examples = "ada@acme.example") String email,
            @Schema(examples = "Ada Lovelace") String name,
            @Schema(description = "Whether the address was shown to be theirs") boolean verified,
            @Schema(
                            description =
                                    "Once verified: `existing` wants the password of the account, `new` a"
                                            + " new one",
                            enumeration = {"existing", "new"},
                            examples = "new")
                    @Nullable String account,
            @Schema(
                            description =
                                    "Whether a password is set, or the account was shown to be theirs")
                    boolean ready) {}

    /** Somebody who is to be invited. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SignUpInvitee")
    record InviteeView(
            @Schema(examples = "grace@acme.example") String email,
            @Schema(examples = "Grace Hopper") @Nullable String name,
            @Schema(examples = "member") String role,
            @Schema(examples = "Design/Knitwear") @Nullable String department) {
        static InviteeView of(FirstInvitee person) {
            return new InviteeView(
                    person.email(), person.name(), person.role(), person.department());
        }
    }

    /** A sign-up as those see it who run the platform. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PlatformSignUp")
    record PlatformSignUpView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(
                            description = STATES,
                            enumeration = {
                                "open",
                                "waiting",
                                "rejected",
                                "provisioning",
                                "failed",
                                "undone",
                                "done"
                            },
                            examples = "waiting")
                    String state,
            @Schema(examples = "Acme Fashion Ltd") @Nullable String name,
            @Schema(examples = "acme") @Nullable String slug,
            @Schema(examples = "standard") @Nullable String plan,
            @Schema(examples = "eu") @Nullable String region,
            @Schema(examples = "ada@acme.example") @Nullable String email,
            @Schema(examples = "Ada Lovelace") @Nullable String administrator,
            @Schema(description = "Whether the address was shown to be theirs") boolean verified,
            @Schema(examples = "3") int departments,
            @Schema(examples = "12") int invitations,
            @Nullable String reason,
            @Nullable String failure,
            @Nullable String tenant,
            @Nullable String operation,
            Instant createdAt,
            @Nullable Instant submittedAt) {
        static PlatformSignUpView of(SignUp signUp) {
            return new PlatformSignUpView(
                    signUp.id(),
                    signUp.state().code(),
                    signUp.wanted().name(),
                    signUp.wanted().slug(),
                    signUp.wanted().plan(),
                    signUp.wanted().region(),
                    signUp.applicant().email(),
                    signUp.applicant().name(),
                    signUp.applicant().verifiedAt() != null,
                    signUp.departments().all().size(),
                    signUp.people().size(),
                    signUp.making().reason(),
                    signUp.making().failure(),
                    signUp.making().tenant(),
                    signUp.making().operation(),
                    signUp.createdAt(),
                    signUp.submittedAt());
        }
    }

    /** A page of them, for the description of the API. */
    @Schema(name = "PlatformSignUpPage")
    record PlatformSignUpPage(List<PlatformSignUpView> items, @Nullable String nextCursor) {}

    /** An approved sign-up, and the operation that makes its tenant. */
    @Schema(name = "SignUpApproved")
    record ApprovedView(PlatformSignUpView signUp, OperationView operation) {}
}
