package io.tenantry.routing;

import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Says in every line that this thread logs, until it is closed, which tenant it is about. Meant for
 * try-with-resources; what was said before is said again afterwards.
 */
public final class TenantLog implements AutoCloseable {
    /** The key under which logs carry a tenant's id. */
    public static final String KEY = "tenant_id";

    private final @Nullable Object before;

    private TenantLog(@Nullable Object before) {
        this.before = before;
    }

    /** From now on lines are about this tenant. */
    public static TenantLog about(TenantId tenant) {
        TenantLog log = new TenantLog(MDC.get(KEY));
        MDC.put(KEY, tenant.value());
        return log;
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
    }
}
