package io.tenantry.access.signon;

import io.tenantry.access.RequestOrigin;
import io.tenantry.access.factor.ShownFactor;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.signin.AccessAnswers.TenantChosen;
import io.tenantry.access.signon.Codes.Pair;
import io.tenantry.access.signon.SignOnMessages.Complete;
import io.tenantry.access.signon.SignOnMessages.Find;
import io.tenantry.access.signon.SignOnMessages.Found;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Signing on, as browsers do it. They are sent to pages; whoever accepts no page gets problem
 * documents instead.
 */
@Path("/api/v1/auth/sign-on")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-on")
class SignOnFlowResource {
    private static final int SEE_OTHER = 303;
    private static final int LONGEST = 4000;

    private final Leaving leaving;
    private final Returning returning;
    private final Completing completing;
    private final HomeFinding homes;
    private final BrowserCookies cookies;
    private final PublicAddress address;

    SignOnFlowResource(
            Leaving leaving,
            Returning returning,
            Completing completing,
            HomeFinding homes,
            BrowserCookies cookies,
            PublicAddress address) {
        this.leaving = leaving;
        this.returning = returning;
        this.completing = completing;
        this.homes = homes;
        this.cookies = cookies;
        this.address = address;
    }

    @GET
    @Path("/{organisation}")
    @PermitAll
    @Operation(
            operationId = "beginSignOn",
            summary = "Go to an organisation's identity provider",
            description =
                    "For browsers: sets a cookie, and sends them to the provider with state, nonce and"
                            + " PKCE. A browser that cannot be sent there goes to the console's page"
                            + " /sign-on#problem=code.")
    @APIResponse(responseCode = "303", description = "To the provider")
    @APIResponse(responseCode = "404", description = "`sign_on_not_found`")
    @APIResponse(responseCode = "503", description = "`sign_on_unavailable`, with Retry-After")
    public RestResponse<Void> begin(
            @Parameter(description = "Its slug or id") @PathParam("organisation")
                    String organisation,
            @HeaderParam("Accept") @Nullable String accept) {
        return browser(
                accept,
                () -> {
                    Departure departure = leaving.begin(organisation);
                    return to(
                            departure.provider(), cookies.of(departure.cookie(), Leaving.PATIENCE));
                });
    }

    @GET
    @Path("/callback/{tenant}")
    @PermitAll
    @Operation(
            operationId = "returnFromSignOn",
            summary = "Come back from an identity provider",
            description =
                    "For browsers, which go on to the console's page /sign-on#token=code, or"
                            + " #problem=code&reason=reason. The provider has to know this address as the"
                            + " redirect URI; it differs by organisation.")
    @APIResponse(responseCode = "303", description = "To the console")
    @APIResponse(
            responseCode = "403",
            description =
                    "`sign_on_state_invalid`, `sign_on_token_refused` or `sign_on_refused`; `errors`"
                            + " says why")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    @APIResponse(responseCode = "503", description = "`sign_on_unavailable`, with Retry-After")
    public RestResponse<Void> callback(
            @PathParam("tenant") String tenant,
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code,
            @QueryParam("iss") @Nullable String issuer,
            @QueryParam("error") @Nullable String error,
            @CookieParam(BrowserCookies.NAME) @Nullable String cookie,
            @HeaderParam("Accept") @Nullable String accept,
            @Context RoutingContext request) {
        Returned back =
                new Returned(
                        tenant,
                        state,
                        code,
                        issuer,
                        error,
                        cookie,
                        RequestOrigin.of(request).address());
        return browser(
                accept,
                () -> {
                    Landing landing = returning.land(back);
                    String next = landing.cookie();
                    return to(
                            URI.create(address.link(landing.page(), landing.secret())),
                            next == null ? cookies.none() : cookies.of(next, Codes.LIFETIME));
                });
    }

    @POST
    @Path("/find")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(
            operationId = "findSignOn",
            summary = "Where people with an address sign on",
            description =
                    "By the domain of the address alone: whether it has an account changes nothing.")
    @APIResponseSchema(value = Found.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`sign_on_not_found`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public Found find(@NotNull @Valid Find body, RoutingContext request) {
        return homes.find(body.email(), RequestOrigin.of(request).address());
    }

    @POST
    @Path("/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(
            operationId = "completeSignOn",
            summary = "Get tokens for the code of a sign-on",
            description =
                    "Good once, within two minutes, from the browser that signed on: its cookie is"
                            + " needed. The session is good for that tenant alone: it chooses no other"
                            + " tenant, and changes neither password nor second factor of the account.")
    @APIResponseSchema(value = TenantChosen.class, responseCode = "200")
    @APIResponse(
            responseCode = "401",
            description =
                    "`sign_on_code_invalid`; `second_factor_required`: send the code again with"
                            + " factorCode or recoveryCode; `second_factor_wrong`")
    @APIResponse(responseCode = "403", description = "`tenant_requires_second_factor`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public TenantChosen complete(
            @NotNull @Valid Complete body,
            @CookieParam(BrowserCookies.NAME) @Nullable String cookie,
            RoutingContext request) {
        ShownFactor shown =
                body.factorCode() == null && body.recoveryCode() == null
                        ? null
                        : ShownFactor.of(body.factorCode(), body.recoveryCode());
        String held = cookie == null || cookie.length() > LONGEST ? "" : cookie;
        return completing.complete(new Pair(body.code(), held), shown, RequestOrigin.of(request));
    }

    /** People are shown a page, whatever happens. */
    private RestResponse<Void> browser(
            @Nullable String accept, Supplier<RestResponse<Void>> answer) {
        try {
            return answer.get();
        } catch (ProblemException problem) {
            if (accept == null || !accept.contains(MediaType.TEXT_HTML)) {
                throw problem;
            }
            String reason =
                    problem.faults().stream()
                            .map(Problem.Fault::code)
                            .findFirst()
                            .map(code -> "&reason=" + code)
                            .orElse("");
            return to(
                    address.at("/" + Returning.PAGE + "#problem=" + problem.code().code() + reason),
                    cookies.none());
        }
    }

    private static RestResponse<Void> to(URI address, String cookie) {
        return RestResponse.ResponseBuilder.<Void>create(SEE_OTHER)
                .header("Location", address)
                .header("Set-Cookie", cookie)
                // The next page must not learn the provider's code from the address of this one.
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
