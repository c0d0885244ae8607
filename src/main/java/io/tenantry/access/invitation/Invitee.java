package io.tenantry.access.invitation;

import io.tenantry.access.user.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to be invited.
 *
 * @param email in normal form
 */
record Invitee(String email, @Nullable String name, Assignment assignment) {
    @Override
    public String toString() {
        return "Invitee[]";
    }
}
