package io.tenantry.provisioning.store;

import java.io.IOException;

/** A store could not be read, which says nothing of what is in it. */
public final class StoreFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreFailedException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
