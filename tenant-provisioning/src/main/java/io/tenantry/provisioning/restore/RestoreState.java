package io.tenantry.provisioning.restore;

import java.util.Locale;

/** How far a restore is, as the control plane stores it (lower case). */
public enum RestoreState {
    /** Its operation is at work; the tenant has its former database. */
    RUNNING,
    /** The restored database serves. */
    DONE,
    /** It could not be done, and nothing of it is left. */
    FAILED,
    /** The former database is about to serve again. */
    UNDOING,
    /** The former database serves again. */
    UNDONE;

    /** The form that the control plane stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RestoreState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
