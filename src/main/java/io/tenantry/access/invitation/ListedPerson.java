package io.tenantry.access.invitation;

import org.jspecify.annotations.Nullable;

/**
 * A line of a list of people, as it was written.
 *
 * @param number of the line, from 1 on
 */
record ListedPerson(
        int number,
        String email,
        @Nullable String name,
        @Nullable String role,
        @Nullable String department) {
    ListedPerson {
        name = blankToNull(name);
        role = blankToNull(role);
        department = blankToNull(department);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "ListedPerson[" + number + "]";
    }
}
