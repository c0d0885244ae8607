package io.tenantry.access.invitation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an invitation stands. */
enum InvitationState {
    OPEN("revoked_at IS NULL AND uses < most_uses AND expires_at > :now"),
    ACCEPTED("revoked_at IS NULL AND uses >= most_uses"),
    EXPIRED("revoked_at IS NULL AND uses < most_uses AND expires_at <= :now"),
    REVOKED("revoked_at IS NOT NULL");

    private final String condition;

    InvitationState(String condition) {
        this.condition = condition;
    }

    /** The form that the API shows. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What holds for rows in this state at {@code :now}. */
    String condition() {
        return condition;
    }

    static Optional<InvitationState> of(String code) {
        return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
    }
}
