package io.tenantry.access.invitation;

import io.tenantry.access.Caller;
import io.tenantry.access.invitation.JoiningMessages.Acceptance;
import io.tenantry.access.invitation.JoiningMessages.Confirmed;
import io.tenantry.access.invitation.JoiningMessages.Joined;
import io.tenantry.access.invitation.JoiningMessages.Look;
import io.tenantry.access.invitation.JoiningMessages.Ticket;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** For whoever is invited: open to everybody who has the secret. */
@Path("/api/v1/invitations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invitations")
class JoiningResource {
    private static final String OVER =
            "`invitation_expired`, `invitation_revoked` or `invitation_used`";

    private final Accepting accepting;
    private final Looking looking;
    private final Caller caller;

    JoiningResource(Accepting accepting, Looking looking, Caller caller) {
        this.accepting = accepting;
        this.looking = looking;
        this.caller = caller;
    }

    @POST
    @Path("/look")
    @PermitAll
    @Operation(
            operationId = "lookAtInvitation",
            summary = "What an invitation is for",
            description = "The secret travels in the body, so that no log keeps it.")
    @APIResponseSchema(value = Look.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`invitation_not_found`")
    @APIResponse(responseCode = "410", description = OVER)
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public Look look(@NotNull @Valid Ticket body) {
        return looking.at(body.secret(), visitor(null));
    }

    @POST
    @Path("/accept")
    @PermitAll
    @Operation(
            operationId = "acceptInvitation",
            summary = "Join by an invitation",
            description =
                    "By the link of a mail: signed in with the address that it was sent to, or with"
                            + " the password of its account, or with a password for a new account. By"
                            + " a code: signed in, or with e-mail address and password, or with an"
                            + " address alone, which is then to be confirmed by the link in a mail.")
    @APIResponseSchema(value = Joined.class, responseCode = "200")
    @APIResponse(
            responseCode = "202",
            description = "A mail was sent; nothing has happened yet",
            content = @Content(schema = @Schema(implementation = Joined.class)))
    @APIResponse(responseCode = "400", description = "`validation_failed` or `password_refused`")
    @APIResponse(responseCode = "401", description = "`bad_credentials`")
    @APIResponse(responseCode = "404", description = "`invitation_not_found`")
    @APIResponse(responseCode = "409", description = "`invitation_for_another` or `already_member`")
    @APIResponse(responseCode = "410", description = OVER)
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public RestResponse<Joined> accept(
            @NotNull @Valid Acceptance body,
            @HeaderParam("Accept-Language") @Nullable String languages) {
        Joined joined = accepting.accept(body, visitor(languages));
        return RestResponse.status(
                joined.organisation() == null
                        ? RestResponse.Status.ACCEPTED
                        : RestResponse.Status.OK,
                joined);
    }

    @POST
    @Path("/confirm")
    @PermitAll
    @Operation(
            operationId = "confirmAddress",
            summary = "Confirm an address and join",
            description =
                    "Signed in with the address, or with the password of its account, or with a"
                            + " password for a new account.")
    @APIResponseSchema(value = Joined.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed` or `password_refused`")
    @APIResponse(responseCode = "401", description = "`bad_credentials`")
    @APIResponse(responseCode = "403", description = "`link_invalid`")
    @APIResponse(responseCode = "409", description = "`invitation_for_another` or `already_member`")
    @APIResponse(responseCode = "410", description = "`link_expired`, or " + OVER)
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public Joined confirm(@NotNull @Valid Confirmed body) {
        return accepting.confirm(body, visitor(null));
    }

    private Visitor visitor(@Nullable String languages) {
        return new Visitor(caller.signedIn().orElse(null), caller.address(), languages);
    }
}
