package io.tenantry.provisioning.store;

/** How firmly a store keeps locked objects. */
public enum LockMode {
    /** Nothing is locked. */
    OFF,
    /**
     * Until its time has come an object can only be removed by whoever has the store's permission
     * to override locks.
     */
    GOVERNANCE,
    /** Nobody can remove an object before its time has come, the store's owner included. */
    COMPLIANCE
}
