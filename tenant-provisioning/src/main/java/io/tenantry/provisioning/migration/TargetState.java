package io.tenantry.provisioning.migration;

import java.util.Locale;

/** Where a target of a migration is, as the control plane stores it (lower case). */
public enum TargetState {
    /** Its turn has not come, or it was busy and is tried again. */
    PENDING,
    /** At work; or left by somebody who was killed, and taken up again. */
    RUNNING,
    /** Migrated and proven. */
    SUCCEEDED,
    /** The tenant has gone, or is up to date by another way. */
    SKIPPED,
    /** It looks as it should not, and was left as it was. */
    DRIFTED,
    /** A statement was refused, or it was busy each time. */
    FAILED;

    /** The form that the control plane stores and the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it counts against the error budget. */
    public boolean isFailure() {
        return this == DRIFTED || this == FAILED;
    }

    /**
     * The state of that code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TargetState fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
