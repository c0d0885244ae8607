package io.tenantry.access.user;

import io.tenantry.access.Roles;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person's account.
 *
 * @param id a ULID
 * @param email in lower case
 * @param passwordHash in encoded form; null if the person has not chosen a password yet
 * @param platformRole their role on the platform itself, or null
 * @param active whether they may sign in
 * @param version see {@link io.tenantry.access.token.Versions}
 */
public record User(
        String id,
        String email,
        String name,
        @Nullable String passwordHash,
        @Nullable String platformRole,
        boolean active,
        int version) {

    /** The roles of a token that names no tenant. */
    public Set<String> platformRoles() {
        return platformRole == null ? Set.of() : Roles.including(platformRole);
    }

    // The hash is of no use to anybody who reads a log.
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
