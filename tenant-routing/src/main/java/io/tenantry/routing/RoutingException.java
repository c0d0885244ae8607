package io.tenantry.routing;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work did not reach its tenant's database, and why.
 *
 * <p>The message names tenants and servers but never an account, a password or an address: it may
 * be logged and shown to operators.
 */
public class RoutingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as a closed list; the edge of a service maps each to a status and a stable code. */
    public enum Reason {
        /** No tenant is bound to the unit of work. */
        NO_TENANT,
        /** The unit of work already belongs to another tenant. */
        WRONG_TENANT,
        /** The tenant claim is not a tenant id. */
        MALFORMED_TENANT,
        /** The token's tenant and the one named by the request differ. */
        TENANT_MISMATCH,
        /** No tenant has that id or slug. */
        UNKNOWN_TENANT,
        /** The tenant is still being made. */
        NOT_READY,
        /** The tenant is suspended. */
        SUSPENDED,
        /** The tenant is closed for a short while. */
        MAINTENANCE,
        /** The tenant's database is of a schema that this service does not work with yet. */
        SCHEMA_OUTDATED,
        /** The tenant has been deleted, or its creation was undone. */
        GONE,
        /** The control plane cannot be read and what is remembered is too old to trust. */
        DIRECTORY_UNAVAILABLE,
        /** The tenant's placement changed under the unit of work; a retry finds the new one. */
        STALE_ROUTE,
        /** The database is not the one the directory promised. */
        IDENTITY_MISMATCH,
        /** The tenant's account was refused although its placement is current. */
        CREDENTIALS_REFUSED,
        /** The tenant's database is not on its server any more. */
        DATABASE_MISSING,
        /** The tenant's database server does not answer. */
        SERVER_UNAVAILABLE,
        /** The tenant's database server is of a release that loses data. */
        SERVER_UNSUPPORTED,
        /** All connections of the server were busy until the deadline. */
        SERVER_BUSY,
        /** The tenant already holds its share of the server's connections. */
        TENANT_SHARE_EXHAUSTED
    }

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    public RoutingException(Reason reason, String message) {
        this(reason, message, null, null);
    }

    /**
     * @param retryAfter when a retry may succeed, or null if only a change by somebody helps
     */
    public RoutingException(
            Reason reason,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** When a retry may succeed; empty if waiting does not help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
