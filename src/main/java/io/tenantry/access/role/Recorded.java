package io.tenantry.access.role;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A role as the audit log keeps it. */
record Recorded(String name, String scope, Set<String> permissions) {
    static Recorded of(Role role) {
        return new Recorded(
                role.name(), RoleMessages.scope(role), new TreeSet<>(role.permissions()));
    }

    /** Which role those got who had one that is no more. */
    static @Nullable Object heirs(@Nullable String another) {
        return another == null ? null : Map.of("reassigned", another);
    }
}
