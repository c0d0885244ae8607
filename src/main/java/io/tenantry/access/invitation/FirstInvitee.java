package io.tenantry.access.invitation;

import org.jspecify.annotations.Nullable;

/**
 * Somebody to be invited to an organisation that is not there yet.
 *
 * @param email in normal form
 * @param role one of the product
 * @param department as whoever lists them calls it, or null
 */
public record FirstInvitee(
        String email, @Nullable String name, String role, @Nullable String department) {
    @Override
    public String toString() {
        return "FirstInvitee[]";
    }
}
