package io.tenantry.provisioning.tenant;

/**
 * The wish to remove a deleted tenant for good.
 *
 * @param graceMillis how long sessions that still run may go on, in milliseconds
 * @param requestedBy who asked, as the receipt names them
 */
public record PurgeTenant(long graceMillis, String requestedBy) {
    /** The contributed step that ends memberships. */
    public static final String FORGET_MEMBERS = "forget-members";

    /** The contributed step that removes what a cache may still hold. */
    public static final String FORGET_CACHE_KEYS = "forget-cache-keys";
}
