package io.tenantry.access.signin;

import io.tenantry.access.password.Passwords;
import io.tenantry.access.user.Email;
import io.tenantry.problem.NameRule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this package take. None of them shows its secrets in a log. */
final class AccessRequests {
    private static final int LONGEST_TOKEN = 200;
    private static final int LONGEST_SLUG = 40;
    private static final int LONGEST_CODE = 10;
    private static final int LONGEST_RECOVERY_CODE = 40;
    private static final int LONGEST_NAME = 200;

    private AccessRequests() {}

    /** An e-mail address and a password. */
    @Schema(name = "SignIn")
    public record SignIn(
            @Schema(examples = "ada@acme.example") @NotBlank @Size(max = Email.LONGEST)
                    String email,
            @Schema(examples = "correct horse battery staple")
                    @NotBlank
                    @Size(max = Passwords.LONGEST)
                    String password) {
        @Override
        public String toString() {
            return "SignIn[]";
        }
    }

    /**
     * A second factor: either a code or a recovery code.
     *
     * @param challenge of the sign-in that asked for it
     */
    @Schema(name = "SignInWithFactor")
    public record SignInWithFactor(
            @NotBlank @Size(max = LONGEST_TOKEN) String challenge,
            @Schema(examples = "492039") @Size(max = LONGEST_CODE) @Nullable String code,
            @Schema(examples = "4TJ0-QX8M-7ZKC-W2VA") @Size(max = LONGEST_RECOVERY_CODE)
                    @Nullable String recoveryCode) {
        @Override
        public String toString() {
            return "SignInWithFactor[]";
        }
    }

    /**
     * A tenant to work in.
     *
     * @param tenant its slug or its id
     */
    @Schema(name = "ChooseTenant")
    public record ChooseTenant(
            @Schema(examples = "acme") @NotBlank @Size(max = LONGEST_SLUG) String tenant) {}

    /** A refresh token to use up or to end. */
    @Schema(name = "RefreshToken")
    public record RefreshToken(@NotBlank @Size(max = LONGEST_TOKEN) String refreshToken) {
        @Override
        public String toString() {
            return "RefreshToken[]";
        }
    }

    /**
     * What to change about oneself; a field that is absent stays as it is.
     *
     * @param name with something to see in it, and without control characters
     */
    @Schema(name = "MeChange")
    public record MeChange(
            @Schema(examples = "Ada Lovelace")
                    @Size(max = LONGEST_NAME)
                    @Pattern(regexp = NameRule.PATTERN, message = NameRule.REFUSAL)
                    @Nullable String name) {}
}
