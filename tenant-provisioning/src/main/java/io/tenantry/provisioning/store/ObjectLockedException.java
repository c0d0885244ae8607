package io.tenantry.provisioning.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The store keeps an object from being removed or written anew, because it was told to. */
public final class ObjectLockedException extends IOException {
    private static final long serialVersionUID = 1L;

    ObjectLockedException(String name, @Nullable Throwable cause) {
        super("%s is locked in the store until its time has come".formatted(name), cause);
    }
}
