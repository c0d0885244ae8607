package io.tenantry.provisioning.restore;

import java.util.Locale;

/** How far a peek is, as the control plane stores it (lower case). */
public enum PeekState {
    /** Its database is being filled. */
    MAKING,
    /** It can be looked at. */
    OPEN,
    /** Its database is being removed. */
    ENDING,
    /** It could not be made, and nothing of it is left. */
    FAILED;

    /** The form that the control plane stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PeekState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
