package io.tenantry.provisioning.schedule;

import java.util.Locale;

/** Why a tenant's data is at risk. */
public enum Risk {
    /** It has no good backup. */
    NEVER,
    /** Its newest good backup is older than its schedule allows. */
    STALE,
    /**
     * Its database is another than the one that its newest good backup shows, or was not the one
     * all the time since.
     */
    DATABASE_CHANGED,
    /** Something since its newest good backup cannot be replayed: no time after that can be had. */
    RECOVERY_GAP,
    /** The last attempt at a backup failed. */
    FAILED,
    /** The last restore drill on one of its backups failed, and no good backup is younger. */
    DRILL_FAILED;

    /** The form that the API shows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
