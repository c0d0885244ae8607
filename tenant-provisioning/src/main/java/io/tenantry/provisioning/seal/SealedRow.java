package io.tenantry.provisioning.seal;

import io.tenantry.routing.directory.Sealed;

/** The secret of one row. */
record SealedRow(String key, Sealed sealed) {
    static SealedRow of(String key, byte[] sealed) {
        return new SealedRow(key, new Sealed(sealed));
    }
}
