package io.tenantry.provisioning.export;

import java.util.List;

/**
 * A key of a table.
 *
 * @param parts names of columns; an expression where the key has one
 * @param isWhole whether each part is all of its column, and no beginning or expression
 */
record TableKey(String name, boolean isUnique, List<String> parts, boolean isWhole) {
    /** What the primary one is called in every table. */
    static final String PRIMARY = "PRIMARY";

    boolean isPrimary() {
        return name.equals(PRIMARY);
    }
}
