package io.tenantry.access.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that somebody tries to do in a tenant. */
sealed interface Deed {
    /**
     * Changes a member.
     *
     * @param role null leaves it
     * @param department null leaves it, "" is none
     * @param state null leaves it
     */
    record Change(
            String member,
            @Nullable String role,
            @Nullable String department,
            @Nullable String state)
            implements Deed {}

    record Remove(String member) implements Deed {}

    record Leave() implements Deed {}

    record HandOver(String member, String myRole) implements Deed {}

    record MakeRole(boolean wholeTenant, Set<String> permissions) implements Deed {}

    /**
     * Changes a role.
     *
     * @param wholeTenant null leaves it
     * @param permissions null leaves them
     */
    record ChangeRole(String role, @Nullable Boolean wholeTenant, @Nullable Set<String> permissions)
            implements Deed {}

    record DeleteRole(String role, @Nullable String reassign) implements Deed {}

    /** Below "" it lies at the top. */
    record MakeDepartment(String parent) implements Deed {}

    record MoveDepartment(String department, String parent) implements Deed {}

    record MergeDepartment(String department, String into) implements Deed {}

    record DeleteDepartment(String department, @Nullable String reassign) implements Deed {}

    record SetManagers(String department, Set<String> members) implements Deed {}
}
