package io.tenantry.access.session;

import io.quarkus.security.Authenticated;
import io.tenantry.access.Caller;
import io.tenantry.access.session.SessionAnswers.SessionsEnded;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For whoever has lost a machine, or their password to somebody else. */
@Path("/api/v1/auth/logout-everywhere")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class SignOutEverywhereResource {
    private final OwnSessions sessions;
    private final Caller caller;

    SignOutEverywhereResource(OwnSessions sessions, Caller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    @POST
    @Authenticated
    @Operation(
            operationId = "signOutEverywhere",
            summary = "End all of the caller's sessions",
            description =
                    "Every token that was ever given to the caller is void, this one as well.")
    @APIResponseSchema(value = SessionsEnded.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "`sign_on_confined`")
    public SessionsEnded signOutEverywhere() {
        return new SessionsEnded(sessions.endAll(caller));
    }
}
