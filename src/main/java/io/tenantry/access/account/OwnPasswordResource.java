package io.tenantry.access.account;

import io.quarkus.security.Authenticated;
import io.tenantry.access.Caller;
import io.tenantry.access.mail.Languages;
import io.tenantry.access.password.Passwords;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The caller's password, whatever they may do otherwise. */
@Path("/api/v1/me/password")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
class OwnPasswordResource {
    private final OwnPassword password;
    private final Languages languages;
    private final Caller caller;

    OwnPasswordResource(OwnPassword password, Languages languages, Caller caller) {
        this.password = password;
        this.languages = languages;
        this.caller = caller;
    }

    @PUT
    @Authenticated
    @Operation(
            operationId = "changeOwnPassword",
            summary = "Change the caller's password",
            description =
                    "Their other sessions end, the present one goes on, and they are told by mail.")
    @APIResponse(responseCode = "204", description = "The new password holds")
    @APIResponse(responseCode = "400", description = "`validation_failed` or `password_refused`")
    @APIResponse(responseCode = "401", description = "`bad_credentials`: the password is wrong")
    @APIResponse(responseCode = "409", description = "`changed_meanwhile`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public void change(
            @NotNull @Valid PasswordChange body,
            @HeaderParam("Accept-Language") @Nullable String accepted) {
        password.change(caller, body.password(), body.newPassword(), languages.accepted(accepted));
    }

    /**
     * A password in the place of another.
     *
     * @param password the present one; null if the account has none
     */
    @Schema(name = "PasswordChange")
    record PasswordChange(
            @Schema(examples = "correct horse battery staple") @Size(max = Passwords.LONGEST)
                    @Nullable String password,
            @Schema(examples = "purple otter counts slow trains")
                    @NotBlank
                    @Size(max = Passwords.LONGEST)
                    String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }
}
