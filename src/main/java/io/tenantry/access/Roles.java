package io.tenantry.access;

import io.tenantry.access.Permission.Realm;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roles of the product. Tokens carry them in their {@code groups} claim; a role that an
 * enterprise made itself stands there by its id.
 */
public final class Roles {
    /** Runs the platform: tenants, database servers, migrations. */
    public static final String PLATFORM_ADMIN = "platform_admin";

    /** Sees how the platform is, changes nothing, and never sees customers' data. */
    public static final String PLATFORM_SUPPORT = "platform_support";

    /** Runs one enterprise. Whoever has it is a {@link #MEMBER} as well. */
    public static final String ENTERPRISE_ADMIN = "enterprise_admin";

    /**
     * Runs the department that they belong to and those below it. Whoever has it is a {@link
     * #MEMBER} as well.
     */
    public static final String DEPARTMENT_ADMIN = "department_admin";

    /** Works in one enterprise. */
    public static final String MEMBER = "member";

    /** Of the platform, and in a tenant for a while. Permits nothing: their visit does. */
    public static final String SUPPORT_GUEST = "support_guest";

    private static final Set<String> OF_MEMBERS =
            Set.of(
                    Permissions.DESIGN_READ,
                    Permissions.DESIGN_CREATE,
                    Permissions.DESIGN_UPDATE,
                    Permissions.DESIGN_DELETE,
                    Permissions.SETTING_READ,
                    Permissions.DEPARTMENT_READ);

    private static final Set<String> OF_DEPARTMENT_ADMINS =
            and(
                    OF_MEMBERS,
                    Permissions.MEMBER_READ,
                    Permissions.MEMBER_UPDATE,
                    Permissions.MEMBER_ASSIGN,
                    Permissions.MEMBER_REMOVE,
                    Permissions.DEPARTMENT_MANAGE,
                    Permissions.ROLE_READ,
                    Permissions.INVITATION_READ,
                    Permissions.INVITATION_CREATE,
                    Permissions.INVITATION_MANAGE);

    private static final Map<String, Set<String>> PERMITTED =
            Map.of(
                    PLATFORM_ADMIN, Permission.names(Realm.PLATFORM),
                    PLATFORM_SUPPORT, reading(Permission.names(Realm.PLATFORM)),
                    ENTERPRISE_ADMIN, Permission.names(Realm.TENANT),
                    DEPARTMENT_ADMIN, OF_DEPARTMENT_ADMINS,
                    MEMBER, OF_MEMBERS);

    private Roles() {}

    /** A role and those that it includes. */
    public static Set<String> including(String role) {
        return role.equals(ENTERPRISE_ADMIN) || role.equals(DEPARTMENT_ADMIN)
                ? Set.of(role, MEMBER)
                : Set.of(role);
    }

    /** What a role of the product permits; nothing if it is not one of the product. */
    public static Set<String> permitted(String role) {
        return PERMITTED.getOrDefault(role, Set.of());
    }

    /** Whether it is a role of the product on the platform, which no tenant can give. */
    public static boolean ofPlatform(String role) {
        return role.equals(PLATFORM_ADMIN) || role.equals(PLATFORM_SUPPORT);
    }

    private static Set<String> reading(Set<String> permissions) {
        return permissions.stream()
                .filter(name -> name.endsWith(":read"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> and(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
