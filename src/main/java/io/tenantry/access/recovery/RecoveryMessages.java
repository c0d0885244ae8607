package io.tenantry.access.recovery;

import io.tenantry.access.password.Passwords;
import io.tenantry.access.user.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the calls of this package take and answer. None of them shows its secrets in a log. */
final class RecoveryMessages {
    private static final int LONGEST_TOKEN = 100;

    private RecoveryMessages() {}

    /** The address of an account whose password was forgotten. */
    @Schema(name = "ForgottenPassword")
    record Forgotten(
            @Schema(examples = "ada@acme.example") @NotBlank @Size(max = Email.LONGEST)
                    String email) {
        @Override
        public String toString() {
            return "Forgotten[]";
        }
    }

    /** That a mail is sent, if the address is known. */
    @Schema(name = "PasswordResetAsked")
    record Asked(
            @Schema(
                            description = "asked: a mail is sent if the address has an account",
                            examples = "asked")
                    String state) {}

    /** Another password, by the link of a mail. */
    @Schema(name = "PasswordReset")
    record Reset(
            @Schema(description = "Of the link in the mail") @NotBlank @Size(max = LONGEST_TOKEN)
                    String token,
            @Schema(examples = "purple otter counts slow trains")
                    @NotBlank
                    @Size(max = Passwords.LONGEST)
                    String password) {
        @Override
        public String toString() {
            return "Reset[]";
        }
    }
}
