package io.tenantry.provisioning.server;

import java.util.Locale;

/** Where a database server is in its life, as the control plane stores it (lower case). */
public enum ServerState {
    /** Its registration has begun; its router account may be missing. */
    REGISTERING,
    /** Takes new tenants. */
    ACTIVE,
    /** Serves the tenants it has and takes no new ones. */
    DRAINING,
    /** Said not to work: takes no new tenants, and nobody counts on it. */
    DOWN;

    /** Whether a server of this state may come into the other. */
    public boolean mayBecome(ServerState next) {
        return switch (this) {
            case REGISTERING -> next == ACTIVE;
            case ACTIVE, DRAINING, DOWN -> next != this && next != REGISTERING;
        };
    }

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
