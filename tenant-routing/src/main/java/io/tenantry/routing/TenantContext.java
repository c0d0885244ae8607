package io.tenantry.routing;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ManagedContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tenant of the current unit of work.
 *
 * <p>In a request the filter binds it for the whole request. Everywhere else it is bound explicitly
 * and lexically:
 *
 * <pre>{@code
 * TenantContext.call(tenant, () -> designs.count());
 * }</pre>
 *
 * <p>Once bound it cannot change: binding another tenant inside is refused, and so is a second
 * tenant within one CDI request context, whose persistence context would still hold the first one's
 * rows.
 */
public final class TenantContext {
    private static final ScopedValue<TenantId> LEXICAL = ScopedValue.newInstance();

    private TenantContext() {}

    /**
     * Runs work for one tenant, in a CDI request context of its own unless one is active. What it
     * logs carries the tenant.
     *
     * @throws WrongTenantException if the unit of work already belongs to another tenant
     * @throws X whatever the work throws
     */
    public static <T extends @Nullable Object, X extends Throwable> T call(
            TenantId tenant, ScopedValue.CallableOp<T, X> work) throws X {
        Optional<TenantId> bound = current();
        if (bound.isPresent() && !bound.get().equals(tenant)) {
            throw new WrongTenantException(bound.get(), tenant);
        }
        try (TenantLog _ = TenantLog.about(tenant)) {
            return inRequest(tenant, work);
        }
    }

    private static <T extends @Nullable Object, X extends Throwable> T inRequest(
            TenantId tenant, ScopedValue.CallableOp<T, X> work) throws X {
        ArcContainer container = Arc.container();
        if (container == null) {
            return ScopedValue.where(LEXICAL, tenant).call(work);
        }
        ManagedContext request = container.requestContext();
        if (request.isActive()) {
            container.instance(RequestTenant.class).get().bind(tenant);
            return ScopedValue.where(LEXICAL, tenant).call(work);
        }
        request.activate();
        try {
            container.instance(RequestTenant.class).get().bind(tenant);
            return ScopedValue.where(LEXICAL, tenant).call(work);
        } finally {
            request.terminate();
        }
    }

    /** Runs work for one tenant; see {@link #call}. */
    public static void run(TenantId tenant, Runnable work) {
        call(
                tenant,
                () -> {
                    work.run();
                    return null;
                });
    }

    /** The tenant of the current unit of work; empty if it has none. */
    public static Optional<TenantId> current() {
        if (LEXICAL.isBound()) {
            return Optional.of(LEXICAL.get());
        }
        ArcContainer container = Arc.container();
        if (container == null || !container.requestContext().isActive()) {
            return Optional.empty();
        }
        return container.instance(RequestTenant.class).get().tenant();
    }

    /**
     * The tenant of the current unit of work.
     *
     * @throws NoTenantException if it has none
     */
    public static TenantId require() {
        return current().orElseThrow(NoTenantException::new);
    }
}
