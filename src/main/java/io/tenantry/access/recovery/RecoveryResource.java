package io.tenantry.access.recovery;

import io.tenantry.access.Caller;
import io.tenantry.access.mail.Languages;
import io.tenantry.access.recovery.RecoveryMessages.Asked;
import io.tenantry.access.recovery.RecoveryMessages.Forgotten;
import io.tenantry.access.recovery.RecoveryMessages.Reset;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** For people who have forgotten their password. */
@Path("/api/v1/auth/password")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class RecoveryResource {
    private static final String ACCEPT_LANGUAGE = "Accept-Language";

    private final Recovering recovering;
    private final Languages languages;
    private final Caller caller;

    RecoveryResource(Recovering recovering, Languages languages, Caller caller) {
        this.recovering = recovering;
        this.languages = languages;
        this.caller = caller;
    }

    @POST
    @Path("/forgot")
    @PermitAll
    @Operation(
            operationId = "forgotPassword",
            summary = "Ask for another password",
            description =
                    "A link is sent to the address, if it has an account; the answer is the same in"
                            + " any case.")
    @APIResponseSchema(value = Asked.class, responseCode = "202")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    @ResponseStatus(202)
    public Asked forgot(
            @NotNull @Valid Forgotten body,
            @HeaderParam(ACCEPT_LANGUAGE) @Nullable String accepted) {
        recovering.forgotten(body.email(), visitor(accepted));
        return new Asked("asked");
    }

    @POST
    @Path("/reset")
    @PermitAll
    @Operation(
            operationId = "resetPassword",
            summary = "Choose another password by the link of a mail",
            description = "All sessions of the account end.")
    @APIResponse(responseCode = "204", description = "Sign in with the new password")
    @APIResponse(responseCode = "400", description = "`validation_failed` or `password_refused`")
    @APIResponse(responseCode = "403", description = "`link_invalid`")
    @APIResponse(responseCode = "410", description = "`link_expired`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public void reset(
            @NotNull @Valid Reset body, @HeaderParam(ACCEPT_LANGUAGE) @Nullable String accepted) {
        recovering.reset(body, visitor(accepted));
    }

    private Visitor visitor(@Nullable String accepted) {
        return new Visitor(caller.address(), languages.accepted(accepted));
    }
}
