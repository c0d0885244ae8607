package io.tenantry.access.support;

import io.tenantry.access.Caller;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.http.TenantScoped;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/**
 * Writes each call of a guest in a tenant down, before it is made: a call that cannot be written
 * down fails.
 */
@ApplicationScoped
@Provider
@TenantScoped
@Priority(Priorities.AUTHORIZATION + 200)
public class GuestFilter implements ContainerRequestFilter {
    private final Caller caller;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    GuestFilter(Caller caller, AuditLog audit, ControlPlane controlPlane) {
        this.caller = caller;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        caller.visit().ifPresent(visit -> mark(visit, request));
    }

    private void mark(String visit, ContainerRequestContext request) {
        TenantId tenant = caller.tenantId().map(TenantId::new).orElseThrow();
        controlPlane.useTransaction(handle ->
                audit.append(
                        handle,
                        new AuditEntry(
                                caller.actor(),
                                tenant,
                                "support.call",
                                visit,
                                null,
                                Map.of(
                                        "method",
                                        request.getMethod(),
                                        "path",
                                        request.getUriInfo().getPath()))));
    }
}
