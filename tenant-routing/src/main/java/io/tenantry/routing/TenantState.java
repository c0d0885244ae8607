package io.tenantry.routing;

import java.util.Locale;

/** Where a tenant is in its life, as the control plane stores it (lower case). */
public enum TenantState {
    /** Asked for; nothing exists yet. */
    REQUESTED,
    /** Its database is being made. */
    PROVISIONING,
    /** Open for work. */
    ACTIVE,
    /** Closed by an operator; its data stays. */
    SUSPENDED,
    /** Closed for a short while by an operation. */
    MAINTENANCE,
    /** On its way out. */
    DELETING,
    /** Closed by its owner; can be undeleted during the retention. */
    DELETED,
    /** Gone: nothing of it is left but its name in the books. */
    PURGED,
    /** Its creation did not succeed and was undone. */
    FAILED;

    /** The form that the control plane stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the stored form.
     *
     * @throws IllegalArgumentException if no state has that code
     */
    public static TenantState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
