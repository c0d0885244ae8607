package io.tenantry.provisioning.settings;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What changes of settings have in common: the values before and after. */
final class Scalars {
    private Scalars() {}

    /** Whether two are one value; a number is the same however many bits it came in. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        return Objects.equals(widened(one), widened(other));
    }

    private static @Nullable Object widened(@Nullable Object scalar) {
        return scalar instanceof Integer number ? (Object) number.longValue() : scalar;
    }

    /** As the audit log shows it; null for no value. */
    static @Nullable Map<String, Object> shown(@Nullable Object scalar) {
        return scalar == null ? null : Map.of("value", scalar);
    }
}
