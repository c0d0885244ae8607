package io.tenantry.access.browser;

import io.tenantry.access.RequestOrigin;
import io.tenantry.access.signin.AccessAnswers.Tokens;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staying signed in and signing out, for pages whose refresh tokens lie in cookies. */
@Path("/api/v1/auth/browser")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class BrowserSessionsResource {
    private static final String REFUSED =
            "`cross_site_request`: the header is missing, or another site's page has sent this";
    private static final int LONGEST_SLUG = 40;

    private final BrowserSessions sessions;

    BrowserSessionsResource(BrowserSessions sessions) {
        this.sessions = sessions;
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(
            operationId = "refreshInBrowser",
            summary = "Get new tokens for a session of this browser",
            description =
                    "Uses the cookie of that session up and sets the next one. It is good for one use:"
                            + " tabs must not refresh the same session at the same time.")
    @Parameter(
            name = SameOriginFilter.HEADER,
            in = ParameterIn.HEADER,
            required = true,
            schema = @Schema(enumeration = "1"))
    @APIResponseSchema(value = Tokens.class, responseCode = "200")
    @APIResponse(
            responseCode = "401",
            description =
                    "`refresh_token_invalid`, also if the browser has no such session; or"
                            + " `refresh_token_reused`")
    @APIResponse(
            responseCode = "403",
            description =
                    REFUSED
                            + "; `tenant_requires_second_factor` or `sign_on_required`: since a while;"
                            + " the session has ended")
    public Tokens refresh(@NotNull @Valid Which body, RoutingContext request) {
        SameOriginFilter.demand(request.request());
        String tenant = body.tenant();
        return sessions.refresh(
                request.request(),
                tenant == null ? SessionCookies.OUTSIDE : tenant,
                RequestOrigin.of(request));
    }

    @POST
    @Path("/logout")
    @PermitAll
    @Operation(
            operationId = "signOutInBrowser",
            summary = "End sessions of this browser",
            description = "All of them, or with `tenant` the one in that tenant alone.")
    @Parameter(
            name = SameOriginFilter.HEADER,
            in = ParameterIn.HEADER,
            required = true,
            schema = @Schema(enumeration = "1"))
    @APIResponse(responseCode = "204", description = "They have ended, and the cookies are gone")
    @APIResponse(responseCode = "403", description = REFUSED)
    public void signOut(@NotNull @Valid Which body, RoutingContext request) {
        SameOriginFilter.demand(request.request());
        sessions.end(request.request(), body.tenant());
    }

    /**
     * Which of the browser's sessions is meant.
     *
     * @param tenant the slug of its tenant; null for the session outside of tenants, or for all
     */
    @Schema(name = "BrowserSession")
    record Which(
            @Schema(examples = "acme", description = "The slug of its tenant, or null")
                    @Size(max = LONGEST_SLUG)
                    @Nullable String tenant) {}
}
