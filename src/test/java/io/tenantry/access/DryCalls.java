package io.tenantry.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Stops a call that asks for it where permission has been granted and nothing has been done. */
@Provider
class DryCalls implements ContainerRequestFilter {
    static final String HEADER = "X-Test-Dry-Call";
    static final int WOULD_RUN = 299;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getHeaderString(HEADER) != null) {
            request.abortWith(Response.status(WOULD_RUN).build());
        }
    }
}
