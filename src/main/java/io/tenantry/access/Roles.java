package io.tenantry.access;

import java.util.Set;

/** The roles that tokens carry in their {@code groups} claim and that permissions name. */
public final class Roles {
    /**
     * Runs the platform: tenants, database servers, migrations. Only in tokens without a tenant.
     */
    public static final String PLATFORM_ADMIN = "platform_admin";

    /** Runs one enterprise. Whoever has it is a {@link #MEMBER} as well. */
    public static final String ENTERPRISE_ADMIN = "enterprise_admin";

    /** Works in one enterprise. */
    public static final String MEMBER = "member";

    private Roles() {}

    /** A role and those that it includes. */
    public static Set<String> including(String role) {
        return role.equals(ENTERPRISE_ADMIN) ? Set.of(ENTERPRISE_ADMIN, MEMBER) : Set.of(role);
    }
}
