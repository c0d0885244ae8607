package io.tenantry.onboarding;

import io.smallrye.mutiny.Multi;
import io.tenantry.access.Caller;
import io.tenantry.onboarding.OnboardingAnswers.SignUpView;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.tenants.OperationEvents;
import io.tenantry.tenants.TenantAnswers.OperationView;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Hands a sign-up in, and follows what comes of it. */
@Path("/api/v1/onboarding")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Onboarding")
class SubmissionResource {
    private static final String NOT_FOUND =
            "`sign_up_not_found`, or `operation_not_found`: nothing is being made yet";
    private static final String EXPIRED = "`sign_up_expired`";

    private final Submitting submitting;
    private final Onlookers onlookers;
    private final OperationEvents events;
    private final Caller caller;

    SubmissionResource(
            Submitting submitting, Onlookers onlookers, OperationEvents events, Caller caller) {
        this.submitting = submitting;
        this.onlookers = onlookers;
        this.events = events;
        this.caller = caller;
    }

    @POST
    @Path("/{signUp}/submit")
    @PermitAll
    @Operation(
            operationId = "submitSignUp",
            summary = "Hand a sign-up in",
            description =
                    "Its tenant is made at once, or after a platform administrator has approved it."
                            + " However often it is handed in, one tenant comes of it.")
    @APIResponseSchema(value = SignUpView.class, responseCode = "202")
    @APIResponse(responseCode = "403", description = "`onboarding_off`")
    @APIResponse(responseCode = "404", description = "`sign_up_not_found`")
    @APIResponse(
            responseCode = "409",
            description = "`sign_up_incomplete`, `slug_taken` or `no_server_available`")
    @APIResponse(responseCode = "410", description = EXPIRED)
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    @ResponseStatus(202)
    public SignUpView submit(@BeanParam SignUpKey key) {
        return submitting.submit(key.byHolder(caller));
    }

    @POST
    @Path("/{signUp}/retry")
    @PermitAll
    @Operation(
            operationId = "retrySignUp",
            summary = "Have the making of the tenant go on, or begin anew, after it failed")
    @APIResponseSchema(value = SignUpView.class, responseCode = "202")
    @APIResponse(responseCode = "403", description = "`onboarding_off`")
    @APIResponse(responseCode = "404", description = "`sign_up_not_found`")
    @APIResponse(
            responseCode = "409",
            description = "`operation_not_retryable`, `slug_taken` or `no_server_available`")
    @APIResponse(responseCode = "410", description = EXPIRED)
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    @ResponseStatus(202)
    public SignUpView retry(@BeanParam SignUpKey key) {
        return submitting.retry(key.byHolder(caller));
    }

    @GET
    @Path("/{signUp}/operation")
    @PermitAll
    @Operation(
            operationId = "readSignUpOperation",
            summary = "The operation that makes the tenant, and its steps")
    @APIResponseSchema(value = OperationView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "410", description = EXPIRED)
    public OperationView operation(@BeanParam SignUpKey key) {
        return OperationView.of(submitting.operation(key.byHolder(caller))).withoutDetails();
    }

    @GET
    @Path("/{signUp}/events")
    @PermitAll
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followSignUp",
            summary = "The events of that operation, live",
            description =
                    "Server-sent events `step` and `operation`, each numbered and with its time; after"
                            + " a broken connection send Last-Event-ID to go on. The stream ends with"
                            + " the operation.")
    @APIResponse(
            responseCode = "200",
            description = "A stream of events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "204",
            description = "Last-Event-ID is the last there is: do not connect again")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "410", description = EXPIRED)
    public Multi<OutboundSseEvent> events(
            @BeanParam SignUpKey key,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId) {
        OperationId operation = submitting.demandOperation(key.byHolder(caller));
        if (events.isOver(operation, lastEventId)) {
            // As for operations: whoever reads connects again until they are told this.
            throw new WebApplicationException(Response.Status.NO_CONTENT);
        }
        return onlookers.admit(
                key.id, () -> events.follow(operation, lastEventId, Onlookers::withoutDetails));
    }
}
