package io.tenantry.access.factor;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.user.Email;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What operators do for people who have lost their second factor. */
@Path("/api/v1/platform/accounts/remove-factor")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class LostFactorResource {
    private final LostFactors lost;
    private final Users users;
    private final ControlPlane controlPlane;
    private final Caller caller;

    LostFactorResource(LostFactors lost, Users users, ControlPlane controlPlane, Caller caller) {
        this.lost = lost;
        this.users = users;
        this.controlPlane = controlPlane;
        this.caller = caller;
    }

    /**
     * Whose it is.
     *
     * @param reason how it was made sure that they ask for it
     */
    @Schema(name = "LostFactor")
    record Lost(
            @Schema(examples = "ada@acme.example") @NotBlank @Size(max = Email.LONGEST)
                    String email,
            @Schema(examples = "Ticket 4712, called back at the number in the contract")
                    @NotBlank
                    @Size(max = 500)
                    @Pattern(regexp = "[^\\p{Cntrl}]*")
                    String reason) {}

    @POST
    @PermissionsAllowed(Permissions.ACCOUNT_RECOVER)
    @Operation(
            operationId = "removeLostFactor",
            summary = "Take away a second factor that somebody has lost",
            description =
                    "For people of several tenants, and of the platform; an enterprise does it for its"
                            + " own. Their password stays, their sessions end, and they are told by"
                            + " mail. Nobody does it for themselves.")
    @APIResponse(responseCode = "204", description = "Signing in asks for the password alone")
    @APIResponse(responseCode = "400", description = "`validation_failed`")
    @APIResponse(responseCode = "403", description = "`beyond_own_permissions`: one's own")
    @APIResponse(
            responseCode = "404",
            description = "`account_not_found` or `second_factor_not_found`")
    public void remove(@NotNull @Valid Lost body) {
        controlPlane.useTransaction(handle -> {
            var owner =
                    users.byEmail(handle, body.email())
                            .orElseThrow(() ->
                                    new ProblemException(
                                            ErrorCode.ACCOUNT_NOT_FOUND,
                                            "no account has this e-mail address",
                                            "Check the address."));
            if (owner.id().equals(caller.userId())) {
                throw new ProblemException(
                        ErrorCode.BEYOND_OWN_PERMISSIONS,
                        "it is your own",
                        "Remove it with DELETE /api/v1/me/factor, or ask another administrator.");
            }
            lost.remove(handle, owner, null, caller.actor(), body.reason().strip());
        });
    }
}
