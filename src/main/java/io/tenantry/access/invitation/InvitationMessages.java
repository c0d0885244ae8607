package io.tenantry.access.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.access.mail.Language;
import io.tenantry.access.user.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What those who invite send and are told. */
final class InvitationMessages {
    static final int LONGEST_NAME = 200;
    static final int LONGEST_ROLE = 40;
    static final int MOST_DAYS = 90;
    private static final int MOST_USES = 10_000;

    private InvitationMessages() {}

    /**
     * The wish to invite somebody.
     *
     * @param language null for the organisation's
     * @param expiresInDays null for as long as the installation says
     */
    @Schema(name = "NewInvitation")
    record NewInvitation(
            @Schema(examples = "grace@acme.example") @NotBlank @Size(max = Email.LONGEST)
                    String email,
            @Schema(examples = "Grace Hopper") @Size(max = LONGEST_NAME) @Nullable String name,
            @Schema(examples = "member") @NotBlank @Size(max = LONGEST_ROLE) String role,
            @Schema(description = "A department's id") @Size(max = 26) @Nullable String department,
            @Schema(examples = "zh-CN") @Pattern(regexp = Language.TAGS) @Nullable String language,
            @Schema(examples = "7") @Min(1) @Max(MOST_DAYS) @Nullable Integer expiresInDays) {
        @Override
        public String toString() {
            return "NewInvitation[]";
        }
    }

    /** The wish for a code by which people join. */
    @Schema(name = "NewInvitationCode")
    record NewCode(
            @Schema(examples = "member") @NotBlank @Size(max = LONGEST_ROLE) String role,
            @Schema(description = "A department's id") @Size(max = 26) @Nullable String department,
            @Schema(description = "How many people may join by it", examples = "25")
                    @NotNull
                    @Min(1)
                    @Max(MOST_USES)
                    Integer uses,
            @Schema(examples = "7") @NotNull @Min(1) @Max(MOST_DAYS) Integer expiresInDays) {}

    /** An invitation as those see it who may invite. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Invitation")
    record InvitationView(
            @Schema(examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D") String id,
            @Schema(
                            enumeration = {"mail", "code"},
                            examples = "mail")
                    String kind,
            @Schema(examples = "grace@acme.example") @Nullable String email,
            @Schema(examples = "Grace Hopper") @Nullable String name,
            @Schema(examples = "member") String role,
            @Nullable String department,
            @Schema(examples = "zh-CN") String language,
            @Schema(
                            enumeration = {"open", "accepted", "expired", "revoked"},
                            examples = "open")
                    String state,
            @Schema(description = "How many people have joined by it", examples = "0") int uses,
            @Schema(examples = "1") int mostUses,
            @Schema(description = "When its mail was written last") @Nullable Instant sentAt,
            @Schema(description = "Whoever made it: a user's id") String invitedBy,
            Instant createdAt,
            Instant expiresAt) {
        static InvitationView of(Invitation invitation, Instant now) {
            return new InvitationView(
                    invitation.id(),
                    invitation.isCode() ? "code" : "mail",
                    invitation.email(),
                    invitation.name(),
                    invitation.assignment().role(),
                    invitation.assignment().department(),
                    invitation.language().tag(),
                    invitation.state(now).code(),
                    invitation.uses(),
                    invitation.mostUses(),
                    invitation.sentAt(),
                    invitation.invitedBy(),
                    invitation.createdAt(),
                    invitation.expiresAt());
        }
    }

    /**
     * A code that was made.
     *
     * @param code shown this once; null when the call is repeated
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "InvitationCode")
    record CodeView(
            @Schema(
                            description = "What people type in. It is shown this once",
                            examples = "7KQM-2XWD-9HVT")
                    @Nullable String code,
            InvitationView invitation) {
        @Override
        public String toString() {
            return "CodeView[]";
        }
    }

    /** How many were invited. */
    @Schema(name = "InvitedMany")
    record InvitedMany(@Schema(examples = "250") int invited) {}

    /** A page of invitations, for the description of the API. */
    @Schema(name = "InvitationPage")
    record InvitationPage(List<InvitationView> items, @Nullable String nextCursor) {}
}
