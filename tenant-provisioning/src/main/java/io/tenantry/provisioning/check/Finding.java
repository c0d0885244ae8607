package io.tenantry.provisioning.check;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a check looked at.
 *
 * @param code what was looked at, the same in every release: lower case with underscores
 * @param found what it is
 * @param remedy how to mend it, as a statement or a line of configuration; null if it is as it
 *     should be
 */
public record Finding(String code, Severity severity, String found, @Nullable String remedy) {
    static Finding ok(String code, String found) {
        return new Finding(code, Severity.OK, found, null);
    }

    static Finding warning(String code, String found, String remedy) {
        return new Finding(code, Severity.WARNING, found, remedy);
    }

    static Finding error(String code, String found, String remedy) {
        return new Finding(code, Severity.ERROR, found, remedy);
    }
}
