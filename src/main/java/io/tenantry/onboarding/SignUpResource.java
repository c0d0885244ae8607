package io.tenantry.onboarding;

import io.tenantry.access.Caller;
import io.tenantry.onboarding.OnboardingAnswers.InviteeView;
import io.tenantry.onboarding.OnboardingAnswers.SignUpView;
import io.tenantry.onboarding.OnboardingRequests.AdministratorOf;
import io.tenantry.onboarding.OnboardingRequests.CodeOf;
import io.tenantry.onboarding.OnboardingRequests.DepartmentsOf;
import io.tenantry.onboarding.OnboardingRequests.OrganisationWish;
import io.tenantry.onboarding.OnboardingRequests.PasswordOf;
import io.tenantry.onboarding.OnboardingRequests.PlanOf;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A sign-up, for whoever has its secret: filled in bit by bit, in whatever order. */
@Path("/api/v1/onboarding")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Onboarding")
class SignUpResource {
    private static final String NOT_FOUND = "`sign_up_not_found`: also if the secret is another";
    private static final String EXPIRED = "`sign_up_expired`";
    private static final String CONFLICT = "`sign_up_state_conflict`";
    private static final String TOO_MANY = "`too_many_attempts`, with Retry-After";
    private final Filling filling;
    private final Verifying verifying;
    private final Proving proving;
    private final Caller caller;

    SignUpResource(Filling filling, Verifying verifying, Proving proving, Caller caller) {
        this.filling = filling;
        this.verifying = verifying;
        this.proving = proving;
        this.caller = caller;
    }

    @GET
    @Path("/{signUp}")
    @PermitAll
    @Operation(operationId = "readSignUp", summary = "A sign-up, and what it lacks")
    @APIResponseSchema(value = SignUpView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "410", description = EXPIRED)
    public SignUpView read(@BeanParam SignUpKey key) {
        return filling.read(key.by(caller));
    }

    @PUT
    @Path("/{signUp}/organisation")
    @PermitAll
    @Operation(
            operationId = "putSignUpOrganisation",
            summary = "Name the organisation, and have its slug kept for a while")
    @APIResponseSchema(value = SignUpView.class, responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description =
                    "`validation_failed`, `slug_malformed`, `slug_reserved` or `name_malformed`")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = "`slug_taken` or " + CONFLICT)
    @APIResponse(responseCode = "410", description = EXPIRED)
    public SignUpView organisation(
            @BeanParam SignUpKey key, @NotNull @Valid OrganisationWish body) {
        return filling.organisation(key.by(caller), body);
    }

    @PUT
    @Path("/{signUp}/administrator")
    @PermitAll
    @Operation(
            operationId = "putSignUpAdministrator",
            summary = "Name the administrator, who is sent a code",
            description =
                    "The answer is the same whether the address has an account or not. Another address"
                            + " has to be shown anew.")
    @APIResponseSchema(value = SignUpView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "410", description = EXPIRED)
    @APIResponse(responseCode = "429", description = TOO_MANY)
    public SignUpView administrator(
            @BeanParam SignUpKey key, @NotNull @Valid AdministratorOf body) {
        return verifying.administrator(key.by(caller), body);
    }

    @POST
    @Path("/{signUp}/administrator/code")
    @Consumes(MediaType.WILDCARD)
    @PermitAll
    @Operation(
            operationId = "sendSignUpCode",
            summary = "Send the administrator another code",
            description = "The code before, and its link, are void.")
    @APIResponseSchema(value = SignUpView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "410", description = EXPIRED)
    @APIResponse(responseCode = "429", description = TOO_MANY)
    public SignUpView code(@BeanParam SignUpKey key) {
        return verifying.again(key.by(caller));
    }

    @POST
    @Path("/{signUp}/administrator/verify")
    @PermitAll
    @Operation(
            operationId = "verifySignUpAddress",
            summary = "Show by the code of the mail that the address is yours",
            description = "A code is good for half an hour, and for five attempts.")
    @APIResponseSchema(value = SignUpView.class, responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description = "`validation_failed` or `verification_code_wrong`")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "410", description = "`verification_code_expired` or " + EXPIRED)
    public SignUpView verify(@BeanParam SignUpKey key, @NotNull @Valid CodeOf body) {
        return verifying.verify(key.by(caller), body.code());
    }

    @PUT
    @Path("/{signUp}/administrator/password")
    @PermitAll
    @Operation(
            operationId = "putSignUpPassword",
            summary = "Say how the administrator will sign in",
            description =
                    "After the address was shown: the password of the account that it has, or a bearer"
                            + " token of that account, or a password for a new one.")
    @APIResponseSchema(value = SignUpView.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed` or `password_refused`")
    @APIResponse(responseCode = "401", description = "`bad_credentials`")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = "`sign_up_incomplete` or " + CONFLICT)
    @APIResponse(responseCode = "410", description = EXPIRED)
    @APIResponse(responseCode = "429", description = TOO_MANY)
    public SignUpView password(@BeanParam SignUpKey key, @NotNull @Valid PasswordOf body) {
        return proving.password(key.by(caller), body.password());
    }

    @PUT
    @Path("/{signUp}/plan")
    @PermitAll
    @Operation(operationId = "putSignUpPlan", summary = "Choose plan and region")
    @APIResponseSchema(value = SignUpView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "410", description = EXPIRED)
    public SignUpView plan(@BeanParam SignUpKey key, @NotNull @Valid PlanOf body) {
        return filling.place(key.by(caller), body);
    }

    @PUT
    @Path("/{signUp}/departments")
    @PermitAll
    @Operation(
            operationId = "putSignUpDepartments",
            summary = "List the departments to begin with, as a tree",
            description = "In the place of those that were listed before.")
    @APIResponseSchema(value = SignUpView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "410", description = EXPIRED)
    public SignUpView departments(@BeanParam SignUpKey key, @NotNull @Valid DepartmentsOf body) {
        return filling.departments(key.by(caller), body.departments());
    }

    @PUT
    @Path("/{signUp}/invitations")
    @Consumes({MediaType.APPLICATION_JSON, "text/csv", MediaType.TEXT_PLAIN})
    @PermitAll
    @Operation(
            operationId = "putSignUpInvitations",
            summary = "List the people to invite, in the place of those listed before",
            description =
                    "A JSON list, CSV with a header (`email`, `name`, `role`, `department`), or pasted"
                            + " addresses. A department is its path, such as Design/Knitwear, or its"
                            + " name; lines without a role are of members. Each line that is wrong is"
                            + " one of `errors`. The mails go once the organisation is open.")
    @APIResponseSchema(value = SignUpView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "410", description = EXPIRED)
    public SignUpView invitations(
            @BeanParam SignUpKey key,
            @HeaderParam("Content-Type") @Nullable String type,
            @NotNull
                    @RequestBody(
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema =
                                                @Schema(
                                                        type = SchemaType.ARRAY,
                                                        implementation = InviteeView.class)),
                                @Content(
                                        mediaType = "text/csv",
                                        schema = @Schema(type = SchemaType.STRING)),
                                @Content(
                                        mediaType = MediaType.TEXT_PLAIN,
                                        schema = @Schema(type = SchemaType.STRING))
                            })
                    String body) {
        return filling.people(key.by(caller), type, body);
    }
}
