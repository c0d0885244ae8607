package io.tenantry.access;

import io.tenantry.access.Permissions.OfPlatform;
import io.tenantry.access.Permissions.OfTenant;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A permission that this release knows.
 *
 * @param name {@code noun:verb}
 * @param summary what it lets people do, in a few words
 * @param isForGuests whether guests of the platform may have it although it changes something
 */
public record Permission(String name, Realm realm, String summary, boolean isForGuests) {
    private static final List<Permission> ALL = declared();

    /** Where a permission holds. */
    public enum Realm {
        PLATFORM,
        TENANT
    }

    /** All there are, in the order of their declaration. */
    public static List<Permission> all() {
        return ALL;
    }

    /** The names of those that hold there. */
    public static Set<String> names(Realm realm) {
        return ALL.stream()
                .filter(permission -> permission.realm == realm)
                .map(Permission::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Permission> declared() {
        List<Permission> found = new ArrayList<>();
        for (Field field : Permissions.class.getDeclaredFields()) {
            OfPlatform platform = field.getAnnotation(OfPlatform.class);
            OfTenant tenant = field.getAnnotation(OfTenant.class);
            if (platform != null) {
                found.add(new Permission(name(field), Realm.PLATFORM, platform.value(), false));
            } else if (tenant != null) {
                found.add(
                        new Permission(name(field), Realm.TENANT, tenant.value(), tenant.guests()));
            }
        }
        return List.copyOf(found);
    }

    private static String name(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("permissions are public", impossible);
        }
    }
}
