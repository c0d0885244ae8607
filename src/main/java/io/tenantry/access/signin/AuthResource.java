package io.tenantry.access.signin;

import io.quarkus.security.Authenticated;
import io.tenantry.access.Caller;
import io.tenantry.access.RequestOrigin;
import io.tenantry.access.signin.AccessAnswers.SignedIn;
import io.tenantry.access.signin.AccessAnswers.TenantChosen;
import io.tenantry.access.signin.AccessAnswers.Tokens;
import io.tenantry.access.signin.AccessRequests.ChooseTenant;
import io.tenantry.access.signin.AccessRequests.RefreshToken;
import io.tenantry.access.signin.AccessRequests.SignIn;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing in, choosing a tenant, staying signed in, signing out. */
@Path("/api/v1/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class AuthResource {
    private final SigningIn signingIn;
    private final Sessions sessions;
    private final Caller caller;

    AuthResource(SigningIn signingIn, Sessions sessions, Caller caller) {
        this.signingIn = signingIn;
        this.sessions = sessions;
        this.caller = caller;
    }

    @POST
    @Path("/login")
    @PermitAll
    @Operation(
            operationId = "signIn",
            summary = "Sign in with e-mail address and password",
            description =
                    "The access token names no tenant yet: choose one with /api/v1/auth/tenant.")
    @APIResponseSchema(value = SignedIn.class, responseCode = "200")
    @APIResponse(
            responseCode = "401",
            description =
                    "`bad_credentials`, or `second_factor_required` with a `challenge` for"
                            + " /api/v1/auth/login/factor")
    @APIResponse(
            responseCode = "403",
            description =
                    "`sign_on_required`: the password is right, and every organisation of the person"
                            + " wants its own sign-on; `errors` names where that begins")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public SignedIn signIn(@NotNull @Valid SignIn body, RoutingContext request) {
        return signingIn.signIn(body, RequestOrigin.of(request));
    }

    @POST
    @Path("/tenant")
    @Authenticated
    @Operation(
            operationId = "chooseTenant",
            summary = "Choose the tenant to work in",
            description = "The new tokens name the tenant and carry the caller's roles there.")
    @APIResponseSchema(value = TenantChosen.class, responseCode = "200")
    @APIResponse(
            responseCode = "403",
            description =
                    "`tenant_requires_second_factor`, `sign_on_required`, or `sign_on_confined`: a"
                            + " session by sign-on is good for the tenant of that sign-on alone")
    @APIResponse(
            responseCode = "404",
            description = "`tenant_not_found`: there is none, or the caller does not belong to it")
    public TenantChosen chooseTenant(@NotNull @Valid ChooseTenant body) {
        return sessions.choose(caller, body.tenant());
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(
            operationId = "refresh",
            summary = "Get new tokens for a refresh token",
            description =
                    "A refresh token is good for one use. Using it twice ends the session, without"
                            + " grace: after a lost answer sign in again.")
    @APIResponseSchema(value = Tokens.class, responseCode = "200")
    @APIResponse(
            responseCode = "401",
            description = "`refresh_token_invalid` or `refresh_token_reused`")
    @APIResponse(
            responseCode = "403",
            description =
                    "`tenant_requires_second_factor` or `sign_on_required`: since a while; the"
                            + " session has ended")
    public Tokens refresh(@NotNull @Valid RefreshToken body, RoutingContext request) {
        return sessions.refresh(body.refreshToken(), RequestOrigin.of(request));
    }

    @POST
    @Path("/logout")
    @PermitAll
    @Operation(
            operationId = "signOut",
            summary = "End the session of a refresh token",
            description =
                    "Its access tokens are void, too: at once, and within seconds on all replicas.")
    @APIResponse(responseCode = "204", description = "The session has ended")
    public void signOut(@NotNull @Valid RefreshToken body, RoutingContext request) {
        sessions.end(body.refreshToken(), RequestOrigin.of(request).address());
    }
}
