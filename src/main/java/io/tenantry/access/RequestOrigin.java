package io.tenantry.access;

import io.tenantry.access.token.SessionOrigin;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Where a request comes from, and what its client calls itself. */
public final class RequestOrigin {
    private RequestOrigin() {}

    public static SessionOrigin of(RoutingContext request) {
        HttpServerRequest http = request.request();
        String client = http.getHeader("User-Agent");
        return new SessionOrigin(ClientAddress.of(http), client == null ? "" : client);
    }
}
