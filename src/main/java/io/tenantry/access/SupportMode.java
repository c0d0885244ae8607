package io.tenantry.access;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What guests of the platform may do in a tenant that lets them in. */
public enum SupportMode {
    /** See what an administrator of the tenant sees. */
    READ_ONLY("read-only"),

    /** Work, too, but give nobody access. */
    FULL("full");

    private static final String READING = ":read";

    private final String code;

    SupportMode(String code) {
        this.code = code;
    }

    /** The one of this code. */
    public static SupportMode ofCode(String code) {
        return Arrays.stream(values())
                .filter(mode -> mode.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(code));
    }

    /** How calls and rows name it. */
    public String code() {
        return code;
    }

    /** Whether it permits no more than another. */
    public boolean isWithin(SupportMode most) {
        return compareTo(most) <= 0;
    }

    /** The names of what it permits. */
    public Set<String> permissions() {
        return Permission.all().stream()
                .filter(permission -> permission.realm() == Permission.Realm.TENANT)
                .filter(permission ->
                        permission.name().endsWith(READING)
                                || (this == FULL && permission.isForGuests()))
                .map(Permission::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
