package io.tenantry.access.session;

import io.quarkus.security.Authenticated;
import io.tenantry.access.Caller;
import io.tenantry.access.session.SessionAnswers.SessionList;
import io.tenantry.access.session.SessionAnswers.SessionsEnded;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's sessions, whatever they may do otherwise. */
@Path("/api/v1/me/sessions")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class OwnSessionsResource {
    private final OwnSessions sessions;
    private final Caller caller;

    OwnSessionsResource(OwnSessions sessions, Caller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    @GET
    @Authenticated
    @Operation(
            operationId = "listOwnSessions",
            summary = "The caller's sessions, the one used last first",
            description = "Those that have neither ended nor expired, in all tenants and in none.")
    @APIResponseSchema(value = SessionList.class, responseCode = "200")
    public SessionList list() {
        return new SessionList(sessions.list(caller));
    }

    @DELETE
    @Path("/{session}")
    @Authenticated
    @Operation(
            operationId = "endOwnSession",
            summary = "End one of the caller's sessions",
            description =
                    "Its tokens are void on all replicas within a second; within a few seconds if"
                            + " Redis is away.")
    @APIResponse(responseCode = "204", description = "The session has ended")
    @APIResponse(responseCode = "404", description = "`session_not_found`")
    public void end(@PathParam("session") String session) {
        sessions.end(caller, session);
    }

    @POST
    @Path("/end-others")
    @Authenticated
    @Operation(
            operationId = "endOtherSessions",
            summary = "End all of the caller's sessions but the present one")
    @APIResponseSchema(value = SessionsEnded.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "`sign_on_confined`")
    public SessionsEnded endOthers() {
        return new SessionsEnded(sessions.endOthers(caller));
    }
}
