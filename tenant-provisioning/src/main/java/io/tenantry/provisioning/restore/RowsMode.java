package io.tenantry.provisioning.restore;

import java.util.Locale;

/** Which rows are brought back. */
public enum RowsMode {
    /** Those that are not there any more. */
    INSERT_MISSING,
    /** Those, and those that are others now. */
    REPLACE;

    /** The form that the control plane stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static RowsMode fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
