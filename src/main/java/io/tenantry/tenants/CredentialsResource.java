package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.tenant.CredentialRotations;
import io.tenantry.provisioning.tenant.RotationTally;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The credentials of all tenants' databases. */
@Path("/api/v1/platform/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class CredentialsResource {
    private static final int ACCEPTED = 202;

    private static final String CALL = "rotate_all_credentials";

    private final CredentialRotations rotations;
    private final Idempotency idempotency;
    private final Caller caller;

    CredentialsResource(CredentialRotations rotations, Idempotency idempotency, Caller caller) {
        this.rotations = rotations;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/rotate")
    @PermissionsAllowed(Permissions.CREDENTIAL_ROTATE)
    @Operation(
            operationId = "rotateAllCredentials",
            summary = "Rotate the credentials of every active or suspended tenant",
            description =
                    "Asks for one operation a tenant, tenant.rotate-credentials; no request fails"
                            + " meanwhile. A tenant that another operation is at work on is left"
                            + " alone and counted as busy. Until its own rotation has ended, a"
                            + " tenant cannot be suspended, deleted or rotated again. Calling this"
                            + " again asks only for tenants whose rotation has ended; with the"
                            + " same Idempotency-Key it answers as before. A call that was cut"
                            + " short goes on when it is sent again.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RotationTallyView.class)))
    public RestResponse<String> rotateAll(
            @HeaderParam(IdempotentCall.HEADER) @Nullable String idempotencyKey) {
        return idempotency
                .inTransactionsOfItsOwn(
                        idempotency.call(caller.userId(), CALL, idempotencyKey, Map.of()),
                        this::asked)
                .toResponse();
    }

    private Answer asked() {
        return idempotency.answer(
                ACCEPTED, null, RotationTallyView.of(rotations.rotateAll(caller.actor())));
    }

    /** How many rotations were asked for. */
    @Schema(name = "RotationTally")
    record RotationTallyView(
            @Schema(description = "Tenants that are rotated from here on", examples = "240")
                    int asked,
            @Schema(
                            description =
                                    "Tenants left alone: another operation is at work on them",
                            examples = "2")
                    int busy) {
        static RotationTallyView of(RotationTally tally) {
            return new RotationTallyView(tally.asked(), tally.busy());
        }
    }
}
