package io.tenantry.provisioning.backup;

import java.util.Locale;

/** Where a backup is, as the control plane stores it (lower case). */
public enum BackupState {
    /** Its operation is at work. */
    MAKING,
    /** Whole; can be restored. */
    READY,
    /** Could not be made; nothing of it is stored. */
    FAILED,
    /** A look at all of it found that it is not what was written. */
    DAMAGED,
    /** Is being removed. */
    DELETING;

    /** The form that the control plane stores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BackupState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
