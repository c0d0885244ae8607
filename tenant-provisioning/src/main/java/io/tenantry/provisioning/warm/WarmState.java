package io.tenantry.provisioning.warm;

import java.util.Locale;

/** Where a warm database is, as the control plane stores it (lower case). */
enum WarmState {
    /** Its operation is at work. */
    MAKING,
    /** Can be claimed. */
    READY,
    /** Is being removed. */
    DISCARDING,
    /** Could not be made; remembered for a while, so that it is not tried again at once. */
    FAILED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
