package io.tenantry.access.factor;

import io.quarkus.security.Authenticated;
import io.tenantry.access.Caller;
import io.tenantry.access.factor.FactorMessages.BeginFactor;
import io.tenantry.access.factor.FactorMessages.ConfirmFactor;
import io.tenantry.access.factor.FactorMessages.FactorView;
import io.tenantry.access.factor.FactorMessages.OfferedFactor;
import io.tenantry.access.factor.FactorMessages.RecoveryCodeList;
import io.tenantry.access.factor.FactorMessages.RemoveFactor;
import io.tenantry.access.factor.FactorMessages.ShowFactor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The caller's second factor, whatever they may do otherwise. */
@Path("/api/v1/me/factor")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class FactorResource {
    private final FactorCalls calls;
    private final Caller caller;

    FactorResource(FactorCalls calls, Caller caller) {
        this.calls = calls;
        this.caller = caller;
    }

    @GET
    @Authenticated
    @Operation(operationId = "readFactor", summary = "How the caller's second factor stands")
    @APIResponseSchema(value = FactorView.class, responseCode = "200")
    public FactorView read() {
        return calls.read(caller);
    }

    @POST
    @Authenticated
    @Operation(
            operationId = "beginFactor",
            summary = "Get a key for an authenticator",
            description =
                    "It is shown once, and counts from its confirmation. Calling again offers"
                            + " another key in its place.")
    @APIResponseSchema(value = OfferedFactor.class, responseCode = "201")
    @APIResponse(responseCode = "401", description = "`bad_credentials`: the password is wrong")
    @APIResponse(responseCode = "409", description = "`second_factor_present`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    @ResponseStatus(201)
    public OfferedFactor begin(@NotNull @Valid BeginFactor body) {
        return calls.begin(caller, body.password());
    }

    @POST
    @Path("/confirm")
    @Authenticated
    @Operation(
            operationId = "confirmFactor",
            summary = "Show that the authenticator has the key",
            description =
                    "From then on signing in asks for a code. The recovery codes are shown once; the"
                            + " present session counts as one with a second factor.")
    @APIResponseSchema(value = RecoveryCodeList.class, responseCode = "200")
    @APIResponse(responseCode = "401", description = "`second_factor_wrong`")
    @APIResponse(responseCode = "404", description = "`second_factor_not_found`: none was offered")
    @APIResponse(responseCode = "409", description = "`second_factor_present`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public RecoveryCodeList confirm(@NotNull @Valid ConfirmFactor body) {
        return new RecoveryCodeList(calls.confirm(caller, body.code().replace(" ", "")));
    }

    @POST
    @Path("/recovery-codes")
    @Authenticated
    @Operation(
            operationId = "renewRecoveryCodes",
            summary = "Get new recovery codes",
            description = "They are shown once; former ones are good no more.")
    @APIResponseSchema(value = RecoveryCodeList.class, responseCode = "200")
    @APIResponse(responseCode = "401", description = "`second_factor_wrong`")
    @APIResponse(responseCode = "404", description = "`second_factor_not_found`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public RecoveryCodeList renewRecoveryCodes(@NotNull @Valid ShowFactor body) {
        return new RecoveryCodeList(
                calls.renew(caller, ShownFactor.of(body.code(), body.recoveryCode())));
    }

    @DELETE
    @Authenticated
    @Operation(
            operationId = "removeFactor",
            summary = "Do without a second factor",
            description = "Sessions then count as ones without.")
    @APIResponse(responseCode = "204", description = "Signing in asks for the password alone")
    @APIResponse(responseCode = "401", description = "`bad_credentials` or `second_factor_wrong`")
    @APIResponse(responseCode = "404", description = "`second_factor_not_found`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public void remove(@NotNull @Valid RemoveFactor body) {
        calls.remove(caller, body.password(), ShownFactor.of(body.code(), body.recoveryCode()));
    }
}
