package io.tenantry.access.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.access.password.Passwords;
import io.tenantry.access.user.Email;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What those send and are told who are invited. None of them shows its secrets in a log. */
final class JoiningMessages {
    private static final int LONGEST_SECRET = 100;
    private static final int LONGEST_SLUG = 40;

    private JoiningMessages() {}

    /** What shows that somebody is invited: one of both. */
    @Schema(name = "InvitationTicket")
    record Ticket(
            @Schema(description = "Of the link in a mail") @Size(max = LONGEST_SECRET)
                    @Nullable String token,
            @Schema(description = "As it was typed", examples = "7KQM-2XWD-9HVT")
                    @Size(max = LONGEST_SECRET)
                    @Nullable String code) {
        Secret secret() {
            return JoiningMessages.secret(token, code);
        }

        @Override
        public String toString() {
            return "Ticket[]";
        }
    }

    /**
     * The wish to join by an invitation.
     *
     * @param email with a code only
     */
    @Schema(name = "InvitationAcceptance")
    record Acceptance(
            @Schema(description = "Of the link in a mail") @Size(max = LONGEST_SECRET)
                    @Nullable String token,
            @Schema(description = "As it was typed", examples = "7KQM-2XWD-9HVT")
                    @Size(max = LONGEST_SECRET)
                    @Nullable String code,
            @Schema(description = "Of a new account", examples = "Grace Hopper")
                    @Size(max = InvitationMessages.LONGEST_NAME)
                    @Nullable String name,
            @Schema(
                            description =
                                    "Of the account that the address has; if it has none, the one to"
                                            + " have. Not needed by whoever is signed in")
                    @Size(min = 1, max = Passwords.LONGEST)
                    @Nullable String password,
            @Schema(
                            description = "With a code, by whoever is not signed in",
                            examples = "grace@acme.example")
                    @Size(max = Email.LONGEST)
                    @Nullable String email) {
        Secret secret() {
            return JoiningMessages.secret(token, code);
        }

        @Override
        public String toString() {
            return "Acceptance[]";
        }
    }

    /** That an address is one's own. */
    @Schema(name = "AddressConfirmation")
    record Confirmed(
            @Schema(description = "Of the link in the mail") @NotBlank @Size(max = LONGEST_SECRET)
                    String token,
            @Schema(description = "Of a new account", examples = "Grace Hopper")
                    @Size(max = InvitationMessages.LONGEST_NAME)
                    @Nullable String name,
            @Schema(
                            description =
                                    "Of the account that the address has; if it has none, the one to"
                                            + " have. Not needed by whoever is signed in")
                    @Size(min = 1, max = Passwords.LONGEST)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "Confirmed[]";
        }
    }

    /**
     * The wish to join because of one's address.
     *
     * @param tenant its slug or its id
     */
    @Schema(name = "JoiningWish")
    record JoiningWish(
            @Schema(examples = "acme") @NotBlank @Size(max = LONGEST_SLUG) String tenant,
            @Schema(examples = "grace@acme.example") @NotBlank @Size(max = Email.LONGEST)
                    String email,
            @Schema(examples = "Grace Hopper") @Size(max = InvitationMessages.LONGEST_NAME)
                    @Nullable String name) {
        @Override
        public String toString() {
            return "JoiningWish[]";
        }
    }

    /** What an invitation is for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "InvitationLook")
    record Look(
            @Schema(examples = "Acme Fashion") String organisation,
            @Schema(
                            enumeration = {"mail", "code"},
                            examples = "mail")
                    String kind,
            @Schema(examples = "member") String role,
            @Schema(description = "The role as people call it", examples = "Member")
                    String roleName,
            @Schema(examples = "Design") @Nullable String departmentName,
            @Schema(description = "Whom it is for, masked", examples = "g***@acme.example")
                    @Nullable String email,
            Instant expiresAt) {}

    /**
     * What came of the wish to join.
     *
     * @param state active, pending or unconfirmed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Joined")
    record Joined(
            @Schema(
                            description =
                                    "active: sign in; pending: an administrator has to let you in;"
                                            + " unconfirmed: follow the link in the mail",
                            enumeration = {"active", "pending", "unconfirmed"},
                            examples = "active")
                    String state,
            @Nullable JoinedOrganisation organisation) {
        static final Joined UNCONFIRMED = new Joined("unconfirmed", null);
    }

    /** The organisation that somebody has joined. */
    @Schema(name = "JoinedOrganisation")
    record JoinedOrganisation(
            @Schema(examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D") String id,
            @Schema(examples = "acme") String slug,
            @Schema(examples = "Acme Fashion") String name) {
        static JoinedOrganisation of(Organisation organisation) {
            return new JoinedOrganisation(
                    organisation.id().value(), organisation.slug(), organisation.name());
        }
    }

    private static Secret secret(@Nullable String token, @Nullable String code) {
        if (token != null && code == null) {
            return new Secret(token, false);
        }
        if (code != null && token == null) {
            return new Secret(code, true);
        }
        throw new ProblemException(
                ErrorCode.VALIDATION_FAILED,
                "a token or a code is needed, and not both",
                "Send the token of the link, or the code.");
    }
}
