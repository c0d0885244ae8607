package io.tenantry.access.factor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.access.password.Passwords;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this package take and answer. None of them shows its secrets in a log. */
final class FactorMessages {
    static final int LONGEST_CODE = 10;
    static final int LONGEST_RECOVERY_CODE = 40;

    private FactorMessages() {}

    /**
     * How the caller's second factor stands.
     *
     * @param since when it was confirmed; null without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SecondFactor")
    record FactorView(
            boolean enabled,
            @Nullable Instant since,
            @Schema(examples = "10") int recoveryCodesLeft) {}

    /**
     * Proof that the caller is not somebody who has found an open browser.
     *
     * @param password of the account; null if it has none
     */
    @Schema(name = "BeginFactor")
    record BeginFactor(
            @Schema(examples = "correct horse battery staple") @Size(max = Passwords.LONGEST)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "BeginFactor[]";
        }
    }

    /**
     * A key for an authenticator.
     *
     * @param secret to type, in base 32
     * @param uri to show as a QR code
     */
    @Schema(name = "OfferedFactor")
    record OfferedFactor(
            @Schema(examples = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") String secret,
            @Schema(
                            examples =
                                    "otpauth://totp/Tenantry:ada%40acme.example?secret=JBSWY3DPEHPK3PXP&issuer=Tenantry&algorithm=SHA1&digits=6&period=30")
                    String uri) {
        @Override
        public String toString() {
            return "OfferedFactor[]";
        }
    }

    /** A code of the key that was offered. */
    @Schema(name = "ConfirmFactor")
    record ConfirmFactor(
            @Schema(examples = "492039") @NotBlank @Size(max = LONGEST_CODE) String code) {
        @Override
        public String toString() {
            return "ConfirmFactor[]";
        }
    }

    /** Codes that are shown once. */
    @Schema(name = "RecoveryCodes")
    record RecoveryCodeList(
            @Schema(examples = "[\"4TJ0-QX8M-7ZKC-W2VA\"]") List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "RecoveryCodeList[]";
        }
    }

    /** A second factor: either a code or a recovery code. */
    @Schema(name = "ShowFactor")
    record ShowFactor(
            @Schema(examples = "492039") @Size(max = LONGEST_CODE) @Nullable String code,
            @Schema(examples = "4TJ0-QX8M-7ZKC-W2VA") @Size(max = LONGEST_RECOVERY_CODE)
                    @Nullable String recoveryCode) {
        @Override
        public String toString() {
            return "ShowFactor[]";
        }
    }

    /**
     * What has to be shown to do without a second factor.
     *
     * @param password of the account; null if it has none
     */
    @Schema(name = "RemoveFactor")
    record RemoveFactor(
            @Schema(examples = "correct horse battery staple") @Size(max = Passwords.LONGEST)
                    @Nullable String password,
            @Schema(examples = "492039") @Size(max = LONGEST_CODE) @Nullable String code,
            @Schema(examples = "4TJ0-QX8M-7ZKC-W2VA") @Size(max = LONGEST_RECOVERY_CODE)
                    @Nullable String recoveryCode) {
        @Override
        public String toString() {
            return "RemoveFactor[]";
        }
    }

    /** Whether a tenant lets in only sessions with a second factor. */
    @Schema(name = "SecondFactorPolicy")
    record PolicyView(@NotNull Boolean required) {}
}
