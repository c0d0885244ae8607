package io.tenantry.boot;

/** The server must not start with this configuration; the message names each property. */
final class UnsafeConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsafeConfigurationException(String message) {
        super(message);
    }
}
