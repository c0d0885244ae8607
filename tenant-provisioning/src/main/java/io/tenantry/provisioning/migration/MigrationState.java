package io.tenantry.provisioning.migration;

import java.util.Locale;

/** Where a migration is, as the control plane stores it (lower case). */
public enum MigrationState {
    /** At work, or waiting for a runner. */
    RUNNING,
    /** Stands still until it is resumed: an operator paused it, or too many targets failed. */
    PAUSED,
    /** Every target was migrated. */
    SUCCEEDED,
    /** Every target was tried; some failed, within the error budget. */
    INCOMPLETE,
    /** An operator ended it; what was migrated stays so. */
    CANCELLED;

    /** The form that the control plane stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing happens any more unless somebody asks for it. */
    public boolean isFinal() {
        return this != RUNNING && this != PAUSED;
    }

    static MigrationState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
