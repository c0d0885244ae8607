package io.tenantry.provisioning.store;

import java.util.regex.Pattern;

/** What an object may be called: the same in every kind of store. */
final class ObjectName {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*");

    private ObjectName() {}

    /**
     * @throws IllegalArgumentException if the text is not the name of an object
     */
    static String demand(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("not the name of an object: " + text);
        }
        return text;
    }
}
