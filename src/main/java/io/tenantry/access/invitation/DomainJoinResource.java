package io.tenantry.access.invitation;

import io.tenantry.access.Caller;
import io.tenantry.access.invitation.JoiningMessages.Joined;
import io.tenantry.access.invitation.JoiningMessages.JoiningWish;
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

/** For people who join an organisation by themselves, because of the domain of their address. */
@Path("/api/v1/auth/join")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invitations")
class DomainJoinResource {
    private final AddressProof proof;
    private final Caller caller;

    DomainJoinResource(AddressProof proof, Caller caller) {
        this.proof = proof;
        this.caller = caller;
    }

    @POST
    @PermitAll
    @Operation(
            operationId = "askToJoin",
            summary = "Join an organisation that lists the domain of one's address",
            description =
                    "A link is sent to the address, if there is such an organisation and it lists the"
                            + " domain; the answer is the same in any case. The password is chosen"
                            + " when the link is followed: POST /api/v1/invitations/confirm.")
    @APIResponseSchema(value = Joined.class, responseCode = "202")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    @ResponseStatus(202)
    public Joined join(
            @NotNull @Valid JoiningWish body,
            @HeaderParam("Accept-Language") @Nullable String languages) {
        proof.ask(body, new Visitor(null, caller.address(), languages));
        return Joined.UNCONFIRMED;
    }
}
