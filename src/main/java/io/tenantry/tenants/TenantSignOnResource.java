package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.signon.DomainCare;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For a tenant whose people cannot come in any more, because their provider is broken. */
@Path("/api/v1/platform/tenants/{tenantKey}/sign-on/enforcement")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class TenantSignOnResource {
    private final DomainCare domains;
    private final TenantKeys keys;
    private final Caller caller;

    TenantSignOnResource(DomainCare domains, TenantKeys keys, Caller caller) {
        this.domains = domains;
        this.keys = keys;
        this.caller = caller;
    }

    @DELETE
    @PermissionsAllowed(Permissions.SIGN_ON_RELEASE)
    @Operation(
            operationId = "releaseTenantSignOn",
            summary = "Let a tenant's people in by password again",
            description = "For all of its mail domains; its sign-on goes on besides.")
    @APIResponse(responseCode = "204", description = "No domain of it is enforced")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public void release(@PathParam("tenantKey") String key) {
        domains.releaseAll(keys.demand(key).id(), caller.actor());
    }
}
