package io.tenantry.access;

import io.vertx.core.http.HttpServerRequest;

/**
 * Where a request comes from. Behind a proxy that the configuration trusts it is what the proxy
 * says; what anybody else says of themselves is not looked at.
 */
public final class ClientAddress {
    private ClientAddress() {}

    /** As an address without a port. */
    public static String of(HttpServerRequest request) {
        String told = request.remoteAddress().hostAddress();
        // A proxy that says something else than an address tells nothing but that it was there.
        return told == null ? request.connection().remoteAddress().hostAddress() : told;
    }
}
