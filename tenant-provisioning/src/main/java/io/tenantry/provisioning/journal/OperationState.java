package io.tenantry.provisioning.journal;

import java.util.Locale;

/** Where an operation is, as the journal stores it (lower case). */
public enum OperationState {
    /** Being done or undone, or waiting for its next attempt. */
    RUNNING,
    /** All steps are done. */
    SUCCEEDED,
    /** Its undo does not succeed either; an operator must look and retry. */
    FAILED,
    /** It did not succeed, and nothing of it is left. */
    UNDONE;

    /** The form that the journal stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing happens any more unless an operator asks for it. */
    public boolean isFinal() {
        return this != RUNNING;
    }

    /**
     * The state that the journal stores like this.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static OperationState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
