package io.tenantry.onboarding;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.onboarding.OnboardingAnswers.ApprovedView;
import io.tenantry.onboarding.OnboardingAnswers.PlatformSignUpPage;
import io.tenantry.onboarding.OnboardingAnswers.PlatformSignUpView;
import io.tenantry.onboarding.OnboardingRequests.Rejection;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Organisations that sign up by themselves, for whoever runs the platform. */
@Path("/api/v1/platform/sign-ups")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-ups")
class SignUpsResource {
    private static final String NOT_FOUND = "`sign_up_not_found`";

    private final Deciding deciding;
    private final Caller caller;

    SignUpsResource(Deciding deciding, Caller caller) {
        this.deciding = deciding;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.SIGN_UP_READ)
    @Operation(operationId = "listSignUps", summary = "Sign-ups, newest first")
    @APIResponse(
            responseCode = "200",
            description = "Sign-ups",
            content = @Content(schema = @Schema(implementation = PlatformSignUpPage.class)))
    @APIResponse(responseCode = "400", description = "`malformed_request`")
    public Page<PlatformSignUpView> list(
            @QueryParam("state")
                    @Schema(
                            enumeration = {
                                "open",
                                "waiting",
                                "rejected",
                                "provisioning",
                                "failed",
                                "undone",
                                "done"
                            })
                    @Nullable String state,
            @BeanParam PageRequest page) {
        return deciding.list(state == null ? null : demandState(state), page);
    }

    private static SignUpState demandState(String code) {
        return SignUpState.of(code)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.MALFORMED_REQUEST,
                                "there is no such state of a sign-up",
                                "Correct the query parameter."));
    }

    @GET
    @Path("/{signUp}")
    @PermissionsAllowed(Permissions.SIGN_UP_READ)
    @Operation(operationId = "getSignUp", summary = "A sign-up")
    @APIResponseSchema(value = PlatformSignUpView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public PlatformSignUpView read(@PathParam("signUp") String id) {
        return deciding.read(id);
    }

    @POST
    @Path("/{signUp}/approve")
    @PermissionsAllowed(Permissions.SIGN_UP_DECIDE)
    @Operation(
            operationId = "approveSignUp",
            summary = "Have the tenant made of a sign-up that waits",
            description = "Whoever signed up is told by mail.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = ApprovedView.class)))
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(
            responseCode = "409",
            description =
                    "`sign_up_state_conflict`, `slug_taken`, `no_server_available` or"
                            + " `idempotency_key_reused`")
    public RestResponse<String> approve(
            @PathParam("signUp") String id,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        return deciding.approve(caller, id, key).toResponse();
    }

    @POST
    @Path("/{signUp}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.SIGN_UP_DECIDE)
    @Operation(
            operationId = "rejectSignUp",
            summary = "Say no to a sign-up that waits",
            description =
                    "Whoever signed up is told why by mail, and may change and submit it again.")
    @APIResponseSchema(value = PlatformSignUpView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = "`sign_up_state_conflict`")
    public PlatformSignUpView reject(
            @PathParam("signUp") String id, @NotNull @Valid Rejection body) {
        return deciding.reject(caller, id, body.reason());
    }
}
