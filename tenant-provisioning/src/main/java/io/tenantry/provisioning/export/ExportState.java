package io.tenantry.provisioning.export;

import java.util.Locale;

/** Where an export is, as the control plane stores it (lower case). */
public enum ExportState {
    /** Its operation is at work. */
    MAKING,
    /** Whole; can be downloaded. */
    READY,
    /** Could not be made; nothing of it is stored. */
    FAILED,
    /** Its time is over; what was stored of it goes. */
    EXPIRED,
    /** Is being removed. */
    DELETING;

    /** The form that the control plane stores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExportState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
