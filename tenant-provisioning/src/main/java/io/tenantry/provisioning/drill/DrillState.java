package io.tenantry.provisioning.drill;

import java.util.Locale;

/** Where a drill is, as the control plane stores it (lower case). */
public enum DrillState {
    RUNNING,
    /** Everything came back and was like what was backed up. */
    PASSED,
    FAILED;

    /** The form that the control plane stores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DrillState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
