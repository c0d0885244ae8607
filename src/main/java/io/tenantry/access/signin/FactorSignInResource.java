package io.tenantry.access.signin;

import io.tenantry.access.RequestOrigin;
import io.tenantry.access.factor.ShownFactor;
import io.tenantry.access.signin.AccessAnswers.SignedIn;
import io.tenantry.access.signin.AccessRequests.SignInWithFactor;
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

/** The second half of a sign-in, for whoever has a second factor. */
@Path("/api/v1/auth/login/factor")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class FactorSignInResource {
    private final FactorSignIn signIn;

    FactorSignInResource(FactorSignIn signIn) {
        this.signIn = signIn;
    }

    @POST
    @PermitAll
    @Operation(
            operationId = "signInWithFactor",
            summary = "Complete a sign-in with a second factor",
            description =
                    "With the `challenge` of the problem `second_factor_required`, and either a code"
                            + " of the authenticator or a recovery code. Each is good once.")
    @APIResponseSchema(value = SignedIn.class, responseCode = "200")
    @APIResponse(responseCode = "401", description = "`second_factor_wrong` or `challenge_invalid`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public SignedIn signIn(@NotNull @Valid SignInWithFactor body, RoutingContext request) {
        return signIn.complete(
                body.challenge(),
                ShownFactor.of(body.code(), body.recoveryCode()),
                RequestOrigin.of(request));
    }
}
