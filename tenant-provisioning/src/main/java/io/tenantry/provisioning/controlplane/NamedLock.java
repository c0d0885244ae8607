package io.tenantry.provisioning.controlplane;

import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A lock on the control plane's server that ends with its connection, so that no killed process can
 * leave it behind. Its name includes the database, because named locks are the server's.
 */
final class NamedLock implements AutoCloseable {
    private static final int LONGEST_NAME = 20;

    private final Handle handle;
    private final String name;

    private NamedLock(Handle handle, String name) {
        this.handle = handle;
        this.name = name;
    }

    static NamedLock take(Handle handle, String name, Duration patience) {
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("lock name longer than 20: " + name);
        }
        Integer got;
        try (LongSilence _ = LongSilence.allow(handle, patience)) {
            got = ask(handle, name, patience);
        }
        if (got == null || got != 1) {
            throw new IllegalStateException(
                    "another process holds the control plane's lock \"%s\" for longer than %s"
                            .formatted(name, patience));
        }
        return new NamedLock(handle, name);
    }

    private static @Nullable Integer ask(Handle handle, String name, Duration patience) {
        return handle.createQuery(
                        """
                        SELECT GET_LOCK(CONCAT('tenantry:', :name, ':', LEFT(SHA2(DATABASE(), 256), 32)), :seconds)
                        """)
                .bind("name", name)
                .bind("seconds", patience.toSeconds())
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void close() {
        handle.createQuery(
                        "SELECT RELEASE_LOCK(CONCAT('tenantry:', :name, ':', LEFT(SHA2(DATABASE(), 256), 32)))")
                .bind("name", name)
                .mapTo(Integer.class)
                .one();
    }
}
