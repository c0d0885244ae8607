package io.tenantry.access.signon.oidc;

import org.jspecify.annotations.Nullable;

/** A provider does not do what it should; the message says what, and nothing that is secret. */
public final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProviderFault fault;

    ProviderException(ProviderFault fault, String message) {
        this(fault, message, null);
    }

    ProviderException(ProviderFault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public ProviderFault fault() {
        return fault;
    }

    /** What is wrong. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
