package io.tenantry.access.signon;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.signon.SignOnMessages.DomainList;
import io.tenantry.access.signon.SignOnMessages.DomainView;
import io.tenantry.access.signon.SignOnMessages.Enforced;
import io.tenantry.access.signon.SignOnMessages.NewDomain;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The mail domains of the token's tenant. */
@Path("/api/v1/sign-on/domains")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Sign-on")
class SignOnDomainsResource {
    private final DomainCare domains;
    private final Caller caller;

    SignOnDomainsResource(DomainCare domains, Caller caller) {
        this.domains = domains;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.SIGN_ON_READ)
    @Operation(operationId = "listSignOnDomains", summary = "The organisation's mail domains")
    @APIResponseSchema(value = DomainList.class, responseCode = "200")
    public DomainList list() {
        return new DomainList(
                domains.list(TenantContext.require()).stream().map(DomainView::of).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.SIGN_ON_MANAGE)
    @Operation(
            operationId = "addSignOnDomain",
            summary = "List a mail domain, to verify it",
            description =
                    "The answer says which TXT record shows that it is the organisation's. A domain"
                            + " that is listed stays as it is, so the call needs no Idempotency-Key.")
    @APIResponseSchema(value = DomainView.class, responseCode = "201")
    @APIResponse(
            responseCode = "400",
            description = "`validation_failed` or `sign_on_domain_public`")
    @APIResponse(responseCode = "409", description = "`limit_reached`")
    @ResponseStatus(201)
    public DomainView add(@NotNull @Valid NewDomain body) {
        return DomainView.of(domains.add(TenantContext.require(), caller, body.domain()));
    }

    @POST
    @Path("/{domain}/verify")
    @PermissionsAllowed(Permissions.SIGN_ON_MANAGE)
    @Operation(operationId = "verifySignOnDomain", summary = "Look for a mail domain's record")
    @APIResponseSchema(value = DomainView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`sign_on_domain_not_found`")
    @APIResponse(
            responseCode = "409",
            description = "`sign_on_domain_unverified` or `sign_on_domain_taken`")
    public DomainView verify(@PathParam("domain") String domain) {
        return DomainView.of(domains.verify(TenantContext.require(), caller, domain));
    }

    @PUT
    @Path("/{domain}/enforcement")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.SIGN_ON_MANAGE)
    @Operation(
            operationId = "enforceSignOn",
            summary = "Have people of a mail domain come in by sign-on only, or not",
            description =
                    "Their sessions by password end when their tokens are renewed. An"
                            + " enterprise_admin with a second factor of this service still comes in"
                            + " by password. API keys go on.")
    @APIResponseSchema(value = DomainView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`sign_on_domain_not_found`")
    @APIResponse(
            responseCode = "409",
            description = "`sign_on_domain_unverified` or `sign_on_untested`")
    public DomainView enforce(@PathParam("domain") String domain, @NotNull @Valid Enforced body) {
        return DomainView.of(
                domains.enforce(TenantContext.require(), caller, domain, body.enforced()));
    }

    @DELETE
    @Path("/{domain}")
    @PermissionsAllowed(Permissions.SIGN_ON_MANAGE)
    @Operation(
            operationId = "removeSignOnDomain",
            summary = "Give a mail domain up",
            description = "Its people do not sign on any more; another organisation may verify it.")
    @APIResponse(responseCode = "204", description = "It is not listed any more")
    @APIResponse(responseCode = "409", description = "`sign_on_enforced`")
    public void remove(@PathParam("domain") String domain) {
        domains.remove(TenantContext.require(), caller, domain);
    }
}
