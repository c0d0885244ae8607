package io.tenantry.access.token;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys that sign access tokens, for whoever runs the platform. */
@Path("/api/v1/platform/signing-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing keys")
class SigningKeysResource {
    private final KeyRotation rotation;
    private final Caller caller;

    SigningKeysResource(KeyRotation rotation, Caller caller) {
        this.rotation = rotation;
        this.caller = caller;
    }

    @POST
    @Path("/rotate")
    @PermissionsAllowed(Permissions.SIGNING_KEY_ROTATE)
    @Operation(
            operationId = "rotateSigningKey",
            summary = "Have a new key take over the signing of tokens",
            description =
                    "The new key is published at once and signs from signsFrom on, so that whoever"
                            + " verifies tokens knows it by then. The old one is published until the"
                            + " last token that it signed has expired. While a key waits to sign,"
                            + " no other is made: the call then answers with the waiting one.")
    @APIResponseSchema(
            value = Successor.class,
            responseCode = "200",
            responseDescription = "The key that takes over")
    public Successor rotate() {
        NewKey next = rotation.rotate(caller.actor());
        return new Successor(next.kid(), next.signsFrom());
    }

    /** The key that takes over. */
    @Schema(name = "SigningKeySuccessor")
    record Successor(
            @Schema(
                            description = "The id that tokens name it by",
                            examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA")
                    String kid,
            @Schema(description = "When it begins to sign", examples = "2026-11-24T14:00:00Z")
                    Instant signsFrom) {}
}
