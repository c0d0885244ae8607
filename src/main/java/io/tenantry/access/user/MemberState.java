package io.tenantry.access.user;

import java.util.Locale;

/** How somebody stands to a tenant. Only an active member may choose it. */
public enum MemberState {
    /** They were asked to join, and have not answered. */
    INVITED,
    /** They want to join, and wait to be let in. */
    PENDING,
    ACTIVE,
    /** Kept out for a while. */
    SUSPENDED,
    /** They were members once; the row is there for the record only. */
    LEFT;

    /** The form in which it is stored and shown. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads that form.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static MemberState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
