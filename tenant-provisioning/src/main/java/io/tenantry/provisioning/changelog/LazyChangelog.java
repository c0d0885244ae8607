package io.tenantry.provisioning.changelog;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a changelog when it is first asked for: that takes Liquibase half a second. */
public final class LazyChangelog implements Supplier<TenantChangelog> {
    private final String root;
    private @Nullable TenantChangelog changelog;

    public LazyChangelog(String root) {
        this.root = root;
    }

    @Override
    public synchronized TenantChangelog get() {
        TenantChangelog read = changelog;
        if (read == null) {
            read = TenantChangelog.read(root);
            changelog = read;
        }
        return read;
    }
}
