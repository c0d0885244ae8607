package io.tenantry.provisioning.server;

import java.util.Locale;

/** Where a database server is in its life, as the control plane stores it (lower case). */
public enum ServerState {
    /** Its registration has begun; its router account may be missing. */
    REGISTERING,
    /** Takes new tenants. */
    ACTIVE,
    /** Serves the tenants it has and takes no new ones. */
    DRAINING;

    /** The form that the control plane stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the stored form.
     *
     * @throws IllegalArgumentException if no state has that code
     */
    public static ServerState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
