package io.tenantry.provisioning.backup;

import java.util.Locale;

/** Who asked for a backup, as the control plane stores it (lower case). */
public enum BackupOrigin {
    /** Somebody. */
    MANUAL,
    /** The schedule. */
    SCHEDULED;

    /** The form that the control plane stores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BackupOrigin fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
