package io.tenantry.provisioning.journal;

import java.util.Locale;

/** Where a step is, as the journal stores it (lower case). */
public enum StepState {
    /** Not begun: nothing of it exists. */
    PENDING,
    /** Begun; how much of it exists is unknown. */
    DOING,
    /** All of it exists. */
    DONE,
    /** Its undo has begun; how much of it still exists is unknown. */
    UNDOING,
    /** Nothing of it exists any more. */
    UNDONE;

    /** The form that the journal stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StepState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
