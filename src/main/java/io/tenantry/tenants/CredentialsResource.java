package io.tenantry.tenants;

import io.tenantry.access.Caller;
import io.tenantry.access.Roles;
import io.tenantry.provisioning.tenant.CredentialRotations;
import io.tenantry.provisioning.tenant.RotationTally;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The credentials of all tenants' databases. */
@Path("/api/v1/platform/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class CredentialsResource {
    private static final int ACCEPTED = 202;

    private final CredentialRotations rotations;
    private final Caller caller;

    CredentialsResource(CredentialRotations rotations, Caller caller) {
        this.rotations = rotations;
        this.caller = caller;
    }

    @POST
    @Path("/rotate")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @ResponseStatus(ACCEPTED)
    @Operation(
            operationId = "rotateAllCredentials",
            summary = "Rotate the credentials of every active or suspended tenant",
            description =
                    "Asks for one operation a tenant, tenant.rotate-credentials; no request fails"
                            + " meanwhile. A tenant that another operation is at work on is left"
                            + " alone and counted as busy. Until its own rotation has ended, a"
                            + " tenant cannot be suspended, deleted or rotated again. Calling this"
                            + " again asks only for tenants whose rotation has ended.")
    @APIResponseSchema(
            value = RotationTallyView.class,
            responseCode = "202",
            responseDescription = "Asked for")
    public RotationTallyView rotateAll() {
        return RotationTallyView.of(rotations.rotateAll(caller.actor()));
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
