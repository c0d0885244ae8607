package io.tenantry.onboarding;

import io.tenantry.access.invitation.FirstInvitee;
import io.tenantry.access.mail.Language;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An organisation that signs up, as far as it is filled in. */
record SignUp(
        String id,
        SignUpState state,
        Language language,
        Wanted wanted,
        Applicant applicant,
        WishedDepartments departments,
        List<FirstInvitee> people,
        Making making,
        Instant createdAt,
        @Nullable Instant submittedAt,
        Instant expiresAt,
        Keys keys) {

    /**
     * The tenant that is wanted.
     *
     * @param heldUntil how long the slug is kept; null if it is not
     */
    record Wanted(
            @Nullable String name,
            @Nullable String slug,
            @Nullable Instant heldUntil,
            @Nullable String plan,
            @Nullable String region) {}

    /**
     * Who is to run it.
     *
     * @param verifiedAt when they have shown that the address is theirs; null if they have not
     * @param userId the account of the address, whose owner they have shown to be; or null
     * @param passwordHash for a new account, or null
     */
    record Applicant(
            @Nullable String email,
            @Nullable String name,
            @Nullable Instant verifiedAt,
            @Nullable String userId,
            @Nullable String passwordHash) {
        @Override
        public String toString() {
            return "Applicant[]";
        }
    }

    /**
     * What became of it.
     *
     * @param reason of a platform administrator who has said no
     * @param failure the code of what the operation failed of
     */
    record Making(
            @Nullable String tenant,
            @Nullable String operation,
            @Nullable String reason,
            @Nullable String failure) {}

    /**
     * Hashes of what has to be known.
     *
     * @param code of the digits that were sent last, or null
     */
    record Keys(
            KeptHash secret,
            @Nullable KeptHash code,
            @Nullable Instant codeExpiresAt,
            int codeAttempts) {
        @Override
        public String toString() {
            return "Keys[]";
        }
    }

    /** Whether it was not finished in time. */
    boolean isExpired(Instant now) {
        return state.isEditable() && !expiresAt.isAfter(now);
    }

    @Override
    public String toString() {
        return "SignUp[" + id + "]";
    }
}
