package io.tenantry.onboarding;

import io.tenantry.access.mail.Language;
import io.tenantry.access.password.Passwords;
import io.tenantry.access.user.Email;
import io.tenantry.problem.NameRule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this room take. None of them shows its secrets in a log. */
final class OnboardingRequests {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CODE = 63;
    private static final int LONGEST_TOKEN = 100;
    private static final int LONGEST_REASON = 500;

    private OnboardingRequests() {}

    /** The wish to sign up. */
    @Schema(name = "NewSignUp")
    record Begin(
            @Schema(
                            description = "Of mails: en or zh-CN. The browser's if none is named",
                            examples = "zh-CN")
                    @Pattern(regexp = Language.TAGS)
                    @Nullable String language) {}

    /** The link of a mail. */
    @Schema(name = "SignUpLink")
    record Resume(
            @Schema(description = "Of the link in the mail") @NotBlank @Size(max = LONGEST_TOKEN)
                    String token) {
        @Override
        public String toString() {
            return "Resume[]";
        }
    }

    /** What the organisation is called. */
    @Schema(name = "SignUpOrganisation")
    record OrganisationWish(
            @Schema(examples = "Acme Fashion Ltd") @NotBlank @Size(max = LONGEST_NAME) String name,
            @Schema(examples = "acme", pattern = "[a-z][a-z0-9-]{1,38}[a-z0-9]") @NotNull
                    String slug,
            @Schema(description = "Of mails: en or zh-CN", examples = "zh-CN")
                    @Pattern(regexp = Language.TAGS)
                    @Nullable String language) {}

    /** Who is to run it. */
    @Schema(name = "SignUpAdministrator")
    record AdministratorOf(
            @Schema(examples = "ada@acme.example") @NotBlank @Size(max = Email.LONGEST)
                    String email,
            @Schema(examples = "Ada Lovelace")
                    @NotBlank
                    @Size(max = LONGEST_NAME)
                    @Pattern(regexp = NameRule.PATTERN, message = NameRule.REFUSAL)
                    String name) {
        @Override
        public String toString() {
            return "AdministratorOf[]";
        }
    }

    /** The digits of a mail. */
    @Schema(name = "SignUpCode")
    record CodeOf(
            @Schema(description = "As it was typed", examples = "4921 0386")
                    @NotBlank
                    @Size(max = LONGEST_CODE)
                    String code) {
        @Override
        public String toString() {
            return "CodeOf[]";
        }
    }

    /**
     * How the administrator will sign in.
     *
     * @param password null for whoever is signed in to the account of the address
     */
    @Schema(name = "SignUpPassword")
    record PasswordOf(
            @Schema(
                            description =
                                    "Of the account that the address has; if it has none, the one to"
                                            + " have. Not needed by whoever is signed in to it",
                            examples = "correct horse battery staple")
                    @Size(min = 1, max = Passwords.LONGEST)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "PasswordOf[]";
        }
    }

    /** Where the organisation's data are to lie, and on what terms. */
    @Schema(name = "SignUpPlan")
    record PlanOf(
            @Schema(description = "One of those that are offered", examples = "standard")
                    @Size(max = LONGEST_CODE)
                    @Nullable String plan,
            @Schema(description = "One of those that are offered", examples = "eu")
                    @Size(max = LONGEST_CODE)
                    @Nullable String region) {}

    /** The departments to begin with. */
    @Schema(name = "SignUpDepartments")
    record DepartmentsOf(@NotNull List<@Nullable DepartmentWish> departments) {}

    /** Why an organisation is not to be made. */
    @Schema(name = "SignUpRejection")
    record Rejection(
            @Schema(
                            description = "The applicant reads it",
                            examples = "Please sign up with the address of your company.")
                    @NotBlank
                    @Size(max = LONGEST_REASON)
                    String reason) {}
}
