package io.tenantry.access.signon;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.signon.SignOnMessages.Finding;
import io.tenantry.access.signon.SignOnMessages.Tested;
import io.tenantry.access.signon.SignOnMessages.View;
import io.tenantry.access.signon.SignOnMessages.Wish;
import io.tenantry.provisioning.controlplane.ControlPlane;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** How people of the token's tenant sign on. */
@Path("/api/v1/sign-on")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Sign-on")
class SignOnResource {
    private final Configuring configuring;
    private final Checking checking;
    private final Leaving leaving;
    private final Trials trials;
    private final BrowserCookies cookies;
    private final ControlPlane controlPlane;
    private final Caller caller;

    SignOnResource(
            Configuring configuring,
            Checking checking,
            Leaving leaving,
            Trials trials,
            BrowserCookies cookies,
            ControlPlane controlPlane,
            Caller caller) {
        this.configuring = configuring;
        this.checking = checking;
        this.leaving = leaving;
        this.trials = trials;
        this.cookies = cookies;
        this.controlPlane = controlPlane;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.SIGN_ON_READ)
    @Operation(operationId = "readSignOn", summary = "How the organisation's people sign on")
    @APIResponseSchema(value = View.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`sign_on_not_found`")
    public View read() {
        return configuring.view(configuring.demand(TenantContext.require()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.SIGN_ON_MANAGE)
    @Operation(
            operationId = "setUpSignOn",
            summary = "Set up how the organisation's people sign on",
            description =
                    "With a provider that speaks OpenID Connect. The first rule with a role that fits"
                            + " decides on the role, the first with a department on the department,"
                            + " with each sign-on. Where no rule gives a role, members keep theirs;"
                            + " an enterprise_admin keeps it unless a rule is about that role."
                            + " Nobody comes in by it before a mail domain is verified.")
    @APIResponseSchema(value = View.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "`beyond_own_permissions`")
    @APIResponse(responseCode = "404", description = "`role_not_found` or `department_not_found`")
    @APIResponse(responseCode = "409", description = "`sign_on_enforced`")
    public View setUp(@NotNull @Valid Wish body) {
        return configuring.put(TenantContext.require(), caller, body);
    }

    @DELETE
    @PermissionsAllowed(Permissions.SIGN_ON_MANAGE)
    @Operation(
            operationId = "removeSignOn",
            summary = "Have nobody sign on any more",
            description = "Sessions that came of it end when their tokens are renewed.")
    @APIResponse(responseCode = "204", description = "There is none any more")
    @APIResponse(responseCode = "409", description = "`sign_on_enforced`")
    public void remove() {
        configuring.remove(TenantContext.require(), caller);
    }

    @POST
    @Path("/test")
    @PermissionsAllowed(Permissions.SIGN_ON_MANAGE)
    @Operation(
            operationId = "testSignOn",
            summary = "Look whether the sign-on works",
            description =
                    "Asks the provider who it is, for its keys, and whether it knows the client. Then"
                            + " the same browser can go to `signIn`, which signs nobody in and shows"
                            + " what would come of it.")
    @APIResponse(
            responseCode = "200",
            description = "What was found",
            content = @Content(schema = @Schema(implementation = Tested.class)))
    @APIResponse(responseCode = "404", description = "`sign_on_not_found`")
    public RestResponse<Tested> test() {
        Setup setup = configuring.demand(TenantContext.require());
        controlPlane.useTransaction(handle -> configuring.lead(handle, setup.tenant(), caller));
        List<Finding> findings = checking.check(setup);
        if (!findings.stream().allMatch(Finding::ok)) {
            return RestResponse.ok(new Tested(findings, null));
        }
        Departure departure = leaving.tryOut(setup);
        return RestResponse.ResponseBuilder.ok(new Tested(findings, departure.provider()))
                .header("Set-Cookie", cookies.of(departure.cookie(), Leaving.PATIENCE))
                .build();
    }

    @GET
    @Path("/tests/{test}")
    @PermissionsAllowed(Permissions.SIGN_ON_MANAGE)
    @Operation(
            operationId = "readSignOnTest",
            summary = "What came of a test sign-in",
            description = "For an hour. The claims are those of whoever signed in.")
    @APIResponseSchema(value = Trial.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`not_found`")
    public Trial readTest(@PathParam("test") String test) {
        return trials.read(TenantContext.require(), test);
    }
}
