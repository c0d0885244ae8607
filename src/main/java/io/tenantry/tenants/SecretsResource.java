package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.seal.SealTally;
import io.tenantry.provisioning.seal.SealedSecrets;
import io.tenantry.tenants.TenantAnswers.OperationView;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The sealed secrets of the platform: never shown, only counted and sealed anew. */
@Path("/api/v1/platform/secrets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Secrets")
class SecretsResource {
    private static final String CALL = "reseal_secrets";
    private static final String KIND = "secrets.reseal";

    private final SealedSecrets secrets;
    private final Idempotency idempotency;
    private final Caller caller;
    private final AcceptedOperations accepted;

    SecretsResource(
            SealedSecrets secrets,
            Idempotency idempotency,
            Caller caller,
            AcceptedOperations accepted) {
        this.secrets = secrets;
        this.idempotency = idempotency;
        this.caller = caller;
        this.accepted = accepted;
    }

    @GET
    @PermissionsAllowed(Permissions.SECRET_READ)
    @Operation(
            operationId = "countSecrets",
            summary = "How many secrets are sealed under which master keys",
            description =
                    "Former master keys may be taken out of the configuration when former is 0.")
    @APIResponseSchema(value = SealTallyView.class, responseCode = "200")
    public SealTallyView count() {
        return SealTallyView.of(secrets.tally());
    }

    @POST
    @Path("/reseal")
    @PermissionsAllowed(Permissions.SECRET_RESEAL)
    @Operation(
            operationId = "resealSecrets",
            summary = "Seal every secret under the current master key",
            description =
                    "Every replica must have the new key as its master key, and the old one among"
                            + " the former, before this is called. It ends with a check that"
                            + " nothing is sealed under a former key, and may be called again.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedResealing.class)))
    public RestResponse<String> reseal(
            @HeaderParam(IdempotentCall.HEADER) @Nullable String idempotencyKey) {
        return idempotency
                .inControlPlane(
                        idempotency.call(caller.userId(), CALL, idempotencyKey, Map.of()),
                        handle -> accepted(secrets.reseal(handle, caller.actor())))
                .toResponse();
    }

    private Answer accepted(OperationId operation) {
        return accepted.answer(KIND, operation, null, RequestedResealing::new);
    }

    /** The operation that seals every secret anew. */
    @Schema(name = "RequestedResealing")
    record RequestedResealing(OperationView operation) {}

    /** How many secrets are sealed under which keys. */
    @Schema(name = "SealTally")
    record SealTallyView(
            @Schema(description = "Under the current master key", examples = "1204") long current,
            @Schema(description = "Under a former one that is configured", examples = "0")
                    long former,
            @Schema(
                            description =
                                    "Under a key that is not configured: whoever needs these is"
                                            + " refused",
                            examples = "0")
                    long unknown) {
        static SealTallyView of(SealTally tally) {
            return new SealTallyView(tally.current(), tally.former(), tally.unknown());
        }
    }
}
