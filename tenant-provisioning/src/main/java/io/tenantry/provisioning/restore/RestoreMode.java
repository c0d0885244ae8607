package io.tenantry.provisioning.restore;

import java.util.Locale;

/** When a tenant stops to be served while its past is brought back. */
public enum RestoreMode {
    /** For the moment of the change: what is written until then stays in the former database. */
    SIDE_BY_SIDE,
    /** From the wish on: nothing is written that the restored database would not have. */
    IN_PLACE,
    /**
     * From the wish on, because its server is lost: what is not archived is lost with it. The
     * former database is locked when its server comes back.
     */
    LOST_SERVER;

    /** The form that the control plane stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static RestoreMode fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
