package io.tenantry.onboarding;

import io.tenantry.provisioning.journal.OperationState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a sign-up is. */
enum SignUpState {
    /** Being filled in. */
    OPEN,
    /** Waits for a platform administrator. */
    WAITING,
    /** A platform administrator has said no; a change opens it again. */
    REJECTED,
    /** The tenant is being made. */
    PROVISIONING,
    /** The making stopped half-way; a retry has it go on. */
    FAILED,
    /** The making did not succeed and nothing is left of it; it can be submitted again. */
    UNDONE,
    /** The tenant is open. */
    DONE;

    /** What is stored of the last four; which one it is, the operation says. */
    static final String SUBMITTED = "submitted";

    /** The form in which it is shown, and stored if it is one of the first three. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that form. */
    static Optional<SignUpState> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    static SignUpState of(String stored, @Nullable OperationState operation) {
        if (!stored.equals(SUBMITTED)) {
            return of(stored).orElseThrow();
        }
        return switch (operation) {
            case null -> PROVISIONING;
            case RUNNING -> PROVISIONING;
            case FAILED -> FAILED;
            case UNDONE -> UNDONE;
            case SUCCEEDED -> DONE;
        };
    }

    /** Whether it can be filled in. */
    boolean isEditable() {
        return this == OPEN || this == REJECTED || this == UNDONE;
    }
}
