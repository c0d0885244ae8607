package io.tenantry.access.invitation;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.invitation.InvitationMessages.CodeView;
import io.tenantry.access.invitation.InvitationMessages.InvitationPage;
import io.tenantry.access.invitation.InvitationMessages.InvitationView;
import io.tenantry.access.invitation.InvitationMessages.InvitedMany;
import io.tenantry.access.invitation.InvitationMessages.NewCode;
import io.tenantry.access.invitation.InvitationMessages.NewInvitation;
import io.tenantry.access.invitation.InviteeList.Form;
import io.tenantry.access.invitation.InviteeList.JsonPerson;
import io.tenantry.access.mail.Language;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Invitations to the token's tenant, for those who may invite. */
@Path("/api/v1/invitations")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Invitations")
class InvitationsResource {
    private static final String CSV = "text/csv";
    private static final String ONE_TO_DAYS = "[1-9]|[1-8][0-9]|90";

    private final InvitationCalls calls;
    private final InvitationCare care;
    private final Caller caller;

    InvitationsResource(InvitationCalls calls, InvitationCare care, Caller caller) {
        this.calls = calls;
        this.care = care;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.INVITATION_READ)
    @Operation(
            operationId = "listInvitations",
            summary = "Invitations to the organisation, newest first",
            description = "Whoever acts for a department sees those to it and to those below it.")
    @APIResponseSchema(value = InvitationPage.class, responseCode = "200")
    public Page<InvitationView> list(
            @Parameter(description = "open, accepted, expired or revoked; none for all")
                    @QueryParam("state")
                    @Nullable String state,
            @BeanParam PageRequest page) {
        return care.list(inviter(), state == null ? null : demandState(state), page);
    }

    private static InvitationState demandState(String code) {
        return InvitationState.of(code)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.MALFORMED_REQUEST,
                                "state is open, accepted, expired or revoked",
                                "Correct the query parameter."));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.INVITATION_CREATE)
    @Operation(
            operationId = "createInvitation",
            summary = "Invite somebody by mail",
            description =
                    "The mail holds a link that is good for one person, and tells nobody whether they"
                            + " have an account.")
    @APIResponseSchema(value = InvitationView.class, responseCode = "201")
    @APIResponse(responseCode = "404", description = "`role_not_found` or `department_not_found`")
    @APIResponse(
            responseCode = "409",
            description = "`already_member`, `already_invited` or `idempotency_key_reused`")
    public RestResponse<String> create(
            @NotNull @Valid NewInvitation body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        return calls.create(inviter(), body, key).toResponse();
    }

    @POST
    @Path("/batch")
    @Consumes({MediaType.APPLICATION_JSON, CSV, MediaType.TEXT_PLAIN})
    @PermissionsAllowed(Permissions.INVITATION_CREATE)
    @Operation(
            operationId = "createInvitations",
            summary = "Invite many at once: all of them, or nobody",
            description =
                    "A JSON list, CSV with a header (`email`, `name`, `role`, `department`), or"
                            + " addresses with commas, semicolons or line breaks between them; up to"
                            + " 10,000. Each line that is wrong is one of `errors`, with its number.")
    @APIResponseSchema(value = InvitedMany.class, responseCode = "201")
    @APIResponse(responseCode = "409", description = "`idempotency_key_reused`")
    public RestResponse<String> createMany(
            @NotNull
                    @RequestBody(
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema =
                                                @Schema(
                                                        type = SchemaType.ARRAY,
                                                        implementation = JsonPerson.class)),
                                @Content(
                                        mediaType = CSV,
                                        schema = @Schema(type = SchemaType.STRING)),
                                @Content(
                                        mediaType = MediaType.TEXT_PLAIN,
                                        schema = @Schema(type = SchemaType.STRING))
                            })
                    String body,
            @HeaderParam("Content-Type") @Nullable String type,
            @Parameter(description = "Of lines that name none") @QueryParam("role")
                    @Nullable String role,
            @Parameter(description = "Of lines that name none: its id") @QueryParam("department")
                    @Nullable String department,
            @Parameter(description = "en or zh-CN")
                    @Pattern(regexp = Language.TAGS)
                    @QueryParam("language")
                    @Nullable String language,
            @Parameter(description = "1 to 90")
                    @Pattern(regexp = ONE_TO_DAYS)
                    @QueryParam("expiresInDays")
                    @Nullable String expiresInDays,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        return calls.createMany(
                        inviter(),
                        new InviteeList.Source(Form.of(type), body, role, department),
                        calls.terms(
                                language,
                                expiresInDays == null ? null : Integer.valueOf(expiresInDays)),
                        key)
                .toResponse();
    }

    @POST
    @Path("/codes")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.INVITATION_CREATE)
    @Operation(
            operationId = "createInvitationCode",
            summary = "Make a code by which people join",
            description =
                    "The code is shown this once. Whoever types it in and is not signed in has to"
                            + " confirm their address by mail.")
    @APIResponseSchema(value = CodeView.class, responseCode = "201")
    @APIResponse(responseCode = "404", description = "`role_not_found` or `department_not_found`")
    @APIResponse(responseCode = "409", description = "`idempotency_key_reused`")
    public RestResponse<String> createCode(
            @NotNull @Valid NewCode body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        return calls.createCode(inviter(), body, key).toResponse();
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(Permissions.INVITATION_READ)
    @Operation(operationId = "getInvitation", summary = "An invitation to the organisation")
    @APIResponseSchema(value = InvitationView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`invitation_not_found`")
    public InvitationView read(@PathParam("id") String id) {
        return care.read(inviter(), id);
    }

    @POST
    @Path("/{id}/resend")
    @PermissionsAllowed(Permissions.INVITATION_MANAGE)
    @Operation(
            operationId = "resendInvitation",
            summary = "Send an invitation again",
            description =
                    "With another link, from now on for as long as invitations are good; the one"
                            + " before is void.")
    @APIResponseSchema(value = InvitationView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`invitation_not_found`")
    @APIResponse(responseCode = "409", description = "`invitation_state_conflict`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public InvitationView resend(@PathParam("id") String id) {
        return care.resend(inviter(), id);
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(Permissions.INVITATION_MANAGE)
    @Operation(operationId = "revokeInvitation", summary = "Take an invitation back")
    @APIResponse(responseCode = "204", description = "Its link or code is void")
    @APIResponse(responseCode = "404", description = "`invitation_not_found`")
    @APIResponse(responseCode = "409", description = "`invitation_state_conflict`")
    public void revoke(@PathParam("id") String id) {
        care.revoke(inviter(), id);
    }

    private Inviter inviter() {
        return new Inviter(TenantContext.require(), caller.userId(), caller.actor());
    }
}
