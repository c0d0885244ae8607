package io.tenantry.access.signon;

import org.jspecify.annotations.Nullable;

/**
 * A browser that comes back from a provider, with what stands in the address.
 *
 * @param tenant whose address it came back to
 * @param cookie what it was given when it left
 * @param address where it calls from
 */
record Returned(
        String tenant,
        @Nullable String state,
        @Nullable String code,
        @Nullable String issuer,
        @Nullable String error,
        @Nullable String cookie,
        String address) {
    @Override
    public String toString() {
        return "Returned[]";
    }
}
